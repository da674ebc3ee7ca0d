namespace Tenancy.Embedded;

/// <summary>The operating-system user the server runs as: ourselves, or another one when we are root (PostgreSQL refuses root).</summary>
/// <param name="Ids">User id and group id to change to; null for ourselves.</param>
internal sealed record ServerUser((string User, string Group)? Ids)
{
    private const string DebianUser = "postgres";

    /// <summary>The owner of an existing cluster folder; for a new one Debian's <c>postgres</c>.</summary>
    public static async Task<ServerUser> ForAsync(string cluster, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess)
            return new ServerUser(Ids: null);
        if (Directory.Exists(cluster))
        {
            var owner = (await Command.RunAsync("stat", ["-c", "%u %g", cluster], cancellation)).Trim().Split(' ');
            if (owner is not ["0", _])
                return new ServerUser((owner[0], owner[1]));
        }
        var user = await Command.TryAsync("id", ["-u", DebianUser], cancellation);
        var group = await Command.TryAsync("id", ["-g", DebianUser], cancellation);
        return user.Succeeded && group.Succeeded
            ? new ServerUser((user.Output.Trim(), group.Output.Trim()))
            : throw new EmbeddedServerException(
                $"PostgreSQL does not run as root and there is no user {DebianUser}. Install the Debian package postgresql, or start the platform as an ordinary user.");
    }

    /// <summary>Runs a program as this user, without a way back to more privileges.</summary>
    public Task<CommandResult> TryAsync(string program, string[] arguments, CancellationToken cancellation) => Ids is { } ids
        ? Command.TryAsync("setpriv", ["--reuid", ids.User, "--regid", ids.Group, "--clear-groups", "--no-new-privs", program, .. arguments], cancellation)
        : Command.TryAsync(program, arguments, cancellation);

    /// <summary>Creates a folder that only this user can enter.</summary>
    public async Task CreateFolderAsync(string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await GiveAsync(folder, cancellation);
    }

    /// <summary>Makes this user the owner of a file or folder.</summary>
    public async Task GiveAsync(string path, CancellationToken cancellation)
    {
        if (Ids is { } ids)
            await Command.RunAsync("chown", [$"{ids.User}:{ids.Group}", path], cancellation);
    }
}
