namespace Tenancy.Embedded;

/// <summary>The files of an embedded server, and what is done to them.</summary>
internal sealed class Cluster
{
    /// <summary>The name of the role that <c>initdb</c> creates.</summary>
    public const string Superuser = "postgres";

    private const int LongestSocketFolder = 85; // sun_path holds 107 bytes; "/.s.PGSQL.NNNNN.lock" takes 20 of them
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly EmbeddedSettings _settings;
    private readonly ServerUser _user;
    private ClusterPlace _place;

    private Cluster(string root, EmbeddedSettings settings, ServerUser user, ClusterPlace place, string password)
    {
        Root = root;
        _settings = settings;
        _user = user;
        _place = place;
        Password = password;
    }

    /// <summary>The data folder of the platform.</summary>
    public string Root { get; }

    /// <summary>The superuser's password.</summary>
    public string Password { get; }

    /// <summary>PostgreSQL's data directory.</summary>
    public string Data => Path.Combine(_place.Folder, "data");

    /// <summary>Folder of the server's log files.</summary>
    public string Logs => Path.Combine(_place.Folder, "log");

    /// <summary>Folder of the unix socket; null where its path would be too long for one.</summary>
    public string? Socket => _place.Folder.Length + "/socket".Length <= LongestSocketFolder ? Path.Combine(_place.Folder, "socket") : null;

    /// <summary>Finds or prepares the cluster of the data folder <paramref name="root"/>; creates no database files yet.</summary>
    public static async Task<Cluster> OpenAsync(string root, EmbeddedSettings settings, CancellationToken cancellation)
    {
        var found = await ClusterPlace.ForAsync(root, cancellation);
        var owner = await ServerUser.ForAsync(found.Folder, cancellation);
        return new Cluster(root, settings, owner, found, SecretFile.ReadOrCreate(Path.Combine(root, "postgres.password")));
    }

    /// <summary>Makes sure that the server runs and accepts connections, whatever state its last run left.</summary>
    public async Task<Postmaster> EnsureRunningAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        for (var failures = 0; ;)
        {
            if (Postmaster.Find(Data) is { } running)
            {
                if (running.IsReady)
                    return running;
                await Task.Delay(100, patience.Token); // it recovers, or it is still stopping
                continue;
            }
            await InitialiseAsync(patience.Token);
            var result = await StartAsync(patience.Token);
            if (!result.Succeeded && Postmaster.Find(Data) is null)
            {
                // Children of a killed server need a moment to notice; somebody may hold the port meanwhile.
                if (++failures == 6)
                    throw new EmbeddedServerException($"PostgreSQL does not start: {result.Output.Trim()}\n{LastLog()}");
                await Task.Delay(500 * failures, patience.Token);
            }
        }
    }

    /// <summary>Stops the server: open transactions are rolled back, everything committed is kept.</summary>
    public async Task StopAsync()
    {
        if (Postmaster.Find(Data) is null)
            return;
        var result = await _user.TryAsync(ServerPrograms.For(Data).PgCtl, ["stop", "-D", Data, "-m", "fast", "-w", "-t", "300"], CancellationToken.None);
        if (!result.Succeeded && Postmaster.Find(Data) is not null)
            throw new EmbeddedServerException($"PostgreSQL does not stop: {result.Output.Trim()}");
    }

    private async Task InitialiseAsync(CancellationToken cancellation)
    {
        if (Directory.Exists(Data))
            return;
        await _user.CreateFolderAsync(_place.Folder, cancellation);
        var password = Path.Combine(_place.Folder, "password");
        var unfinished = Data + ".new"; // a run that is killed half-way leaves this one, never a half Data
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        SecretFile.Write(password, Password);
        await _user.GiveAsync(password, cancellation);
        var result = await _user.TryAsync(
            ServerPrograms.For(Data).InitDb,
            [
                "--pgdata", unfinished, "--username", Superuser, "--pwfile", password, "--auth", "scram-sha-256",
                "--encoding", "UTF8", "--locale", "C.UTF-8", "--lc-collate", "C", "--data-checksums",
            ],
            cancellation);
        File.Delete(password);
        if (!result.Succeeded)
            throw new EmbeddedServerException($"initdb failed: {result.Output.Trim()}");
        await File.AppendAllTextAsync(Path.Combine(unfinished, "postgresql.conf"), $"\ninclude '{SettingsFile}'\n", cancellation);
        Directory.Move(unfinished, Data);
    }

    private const string SettingsFile = "platform.conf";

    private async Task<CommandResult> StartAsync(CancellationToken cancellation)
    {
        Postmaster.ForgetStranger(Data);
        _place = _place.WithFreePort();
        _place.Save(Root);
        if (Socket is not null)
            await _user.CreateFolderAsync(Socket, cancellation);
        await _user.CreateFolderAsync(Logs, cancellation);
        var file = Path.Combine(Data, SettingsFile);
        await File.WriteAllTextAsync(file, _settings.ToConfiguration(_place.Port, Socket, Logs), cancellation);
        await _user.GiveAsync(file, cancellation);
        return await _user.TryAsync(
            ServerPrograms.For(Data).PgCtl, ["start", "-D", Data, "-w", "-t", "300", "-l", Path.Combine(Logs, "start.log")], cancellation);
    }

    private string LastLog() => new DirectoryInfo(Logs).Exists
        && new DirectoryInfo(Logs).GetFiles().MaxBy(f => f.LastWriteTimeUtc) is { } file
            ? string.Join('\n', File.ReadLines(file.FullName).TakeLast(10))
            : "";
}
