using System.Globalization;

namespace Tenancy.Embedded;

/// <summary>Where PostgreSQL's programs are installed.</summary>
internal sealed record ServerPrograms(string Folder)
{
    private const string Debian = "/usr/lib/postgresql";
    private const int Oldest = 15;

    /// <summary>Creates a cluster.</summary>
    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>Starts and stops a server.</summary>
    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The programs for the cluster in <paramref name="data"/>, whose major version they must have; the newest ones when there is no cluster yet.</summary>
    /// <exception cref="EmbeddedServerException">They are not installed.</exception>
    public static ServerPrograms For(string data)
    {
        var versionFile = Path.Combine(data, "PG_VERSION");
        var version = File.Exists(versionFile) ? File.ReadAllText(versionFile).Trim() : null;
        var found = version is null ? Newest() : At(Path.Combine(Debian, version, "bin")) ?? OnPath();
        return found ?? throw new EmbeddedServerException(
            $"PostgreSQL {version ?? $"{Oldest} or newer"} is not installed. Install the Debian package postgresql{(version is null ? "" : $"-{version}")}, "
            + "or name a server of your own in ConnectionStrings__Platform.");
    }

    private static ServerPrograms? Newest() => !Directory.Exists(Debian)
        ? OnPath()
        : Directory.GetDirectories(Debian)
            .Select(f => (Folder: f, Version: int.TryParse(Path.GetFileName(f), CultureInfo.InvariantCulture, out var v) ? v : 0))
            .Where(f => f.Version >= Oldest)
            .OrderByDescending(f => f.Version)
            .Select(f => At(Path.Combine(f.Folder, "bin")))
            .FirstOrDefault(p => p is not null) ?? OnPath();

    private static ServerPrograms? OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries).Select(At).FirstOrDefault(p => p is not null);

    private static ServerPrograms? At(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")) ? new ServerPrograms(folder) : null;
}
