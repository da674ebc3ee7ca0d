using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Tenancy.Embedded;
using Xunit;

namespace Platform.Tests.Embedded;

public sealed class EmbeddedServerTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task NewFolder_GetsAServerThatAnswersOverSocketAndLoopback()
    {
        await using var server = await Start();
        Assert.Equal(1, await Scalar<int>(server.AdminConnectionString, "select 1"));
        Assert.Equal(1, await Scalar<int>(server.LoopbackConnectionString, "select 1"));
    }

    [Fact]
    public async Task Server_IsDurableAndKeepsToItself()
    {
        (string Setting, string Value)[] expected =
        [
            ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("data_checksums", "on"),
            ("server_encoding", "UTF8"), ("lc_collate", "C"), ("listen_addresses", "127.0.0.1"),
            ("max_connections", "600"), ("TimeZone", "UTC"), ("log_min_error_statement", "panic"),
        ];
        await using var server = await Start();
        foreach (var (setting, value) in expected)
            Assert.Equal((setting, value), (setting, await Scalar<string>(server.AdminConnectionString, $"select current_setting('{setting}')")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WrongPassword_IsRefusedEverywhere(bool loopback)
    {
        await using var server = await Start();
        var text = loopback ? server.LoopbackConnectionString : server.AdminConnectionString;
        var wrong = new NpgsqlConnectionStringBuilder(text) { Password = "guess" }.ConnectionString;
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Scalar<int>(wrong, "select 1"));
        Assert.Equal("28P01", refusal.SqlState);
    }

    [Fact]
    public async Task Secrets_AreReadableByTheirOwnerOnly()
    {
        await using var server = await Start();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("postgres.password")));
        Assert.Empty(Directory.GetFiles(_folder.File("postgres"), "password*"));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder.File("postgres/socket")));
    }

    [Fact]
    public async Task StoppedServer_StartsAgainOnItsPortWithAllData()
    {
        int port;
        await using (var first = await Start())
        {
            await Write(first, 3);
            port = first.Port;
        }
        Assert.False(IsRunning);

        await using var second = await Start();
        Assert.Equal(port, second.Port);
        Assert.Equal(3, await Count(second));
    }

    [Fact]
    public async Task KilledServer_IsStartedAgainWithAllData()
    {
        await using var server = await Start();
        await Write(server, 5);
        var killed = server.ProcessId;
        await Kill(killed);

        await server.EnsureRunningAsync();
        Assert.NotEqual(killed, server.ProcessId);
        Assert.Equal(5, await Count(server));
    }

    [Fact]
    public async Task ServerLeftByAKilledPlatform_IsAdoptedAndStoppedByTheNext()
    {
        await using (var killed = await Start())
            await Write(killed, 2);
        var abandoned = await StartWithoutAPlatform();

        await using (var next = await Start())
        {
            Assert.Equal(abandoned, next.ProcessId);
            Assert.Equal(2, await Count(next));
        }
        Assert.False(IsRunning);
    }

    [Fact]
    public async Task ServerAndPlatformKilledTogether_StartAgainWithAllData()
    {
        await using (var killed = await Start())
        {
            await Write(killed, 4);
            await Kill(killed.ProcessId);
        }

        await using var next = await Start();
        Assert.Equal(4, await Count(next));
    }

    [Fact]
    public async Task ProcessIdOfADeadServerGivenToAnotherProgram_DoesNotHinderTheStart()
    {
        await (await Start()).DisposeAsync();
        var stranger = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(_folder.File("postgres/data/postmaster.pid"), $"{stranger}\n{_folder.File("postgres/data")}\n0\n1\n\n\n\nready\n");

        await using var server = await Start();
        Assert.Equal(1, await Scalar<int>(server.AdminConnectionString, "select 1"));
    }

    [Fact]
    public async Task InitialisationBrokenOff_IsBegunAgain()
    {
        Directory.CreateDirectory(_folder.File("postgres/data.new"));
        await File.WriteAllTextAsync(_folder.File("postgres/data.new/PG_VERSION"), "15");

        await using var server = await Start();
        Assert.Equal(1, await Scalar<int>(server.AdminConnectionString, "select 1"));
    }

    [Fact]
    public async Task TwoUsersOfOneFolder_ShareTheServerUntilTheLastLeaves()
    {
        var starts = await Task.WhenAll(Start(), Start());
        Assert.Equal(starts[0].ProcessId, starts[1].ProcessId);

        await starts[0].DisposeAsync();
        Assert.Equal(1, await Scalar<int>(starts[1].AdminConnectionString, "select 1"));
        await starts[1].DisposeAsync();
        Assert.False(IsRunning);
    }

    [Fact]
    public async Task RememberedPortTakenByAnother_IsReplaced()
    {
        int port;
        await using (var first = await Start())
            port = first.Port;
        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();

        await using var second = await Start();
        Assert.NotEqual(port, second.Port);
        Assert.Equal(1, await Scalar<int>(second.LoopbackConnectionString, "select 1"));
    }

    [Fact]
    public async Task LongFolderName_IsReachedOverLoopback()
    {
        var deep = _folder.File(new string('x', 100));
        await using var server = await EmbeddedServer.StartAsync(deep, EmbeddedSettings.Small);
        Assert.Equal("127.0.0.1", new NpgsqlConnectionStringBuilder(server.AdminConnectionString).Host);
        Assert.Equal(1, await Scalar<int>(server.AdminConnectionString, "select 1"));
    }

    [Fact]
    public async Task StartedAsRoot_TheServerRunsAsSomebodyElse()
    {
        await using var server = await Start();
        var owner = (await File.ReadAllLinesAsync($"/proc/{server.ProcessId}/status"))
            .First(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];
        Assert.NotEqual("0", owner);
    }

    [Fact]
    public async Task DataFolderClosedToOthers_LetsTheServersUserThroughAndNobodyRead()
    {
        var closed = _folder.File("closed");
        Directory.CreateDirectory(closed, OwnerOnly);
        await using var server = await EmbeddedServer.StartAsync(closed, EmbeddedSettings.Small);
        Assert.StartsWith(closed, server.LogFolder, StringComparison.Ordinal);
        Assert.Equal(Environment.IsPrivilegedProcess ? OwnerOnly | UnixFileMode.OtherExecute : OwnerOnly, File.GetUnixFileMode(closed));
    }

    [Fact]
    public async Task FolderTheServersUserCannotEnter_KeepsTheClusterElsewhere()
    {
        var above = _folder.File("above");
        Directory.CreateDirectory(above, OwnerOnly);
        var closed = Path.Combine(above, "closed");
        string log;
        await using (var server = await EmbeddedServer.StartAsync(closed, EmbeddedSettings.Small))
        {
            await Write(server, 1);
            log = server.LogFolder;
        }
        await using (var again = await EmbeddedServer.StartAsync(closed, EmbeddedSettings.Small))
            Assert.Equal(1, await Count(again));
        Assert.Equal(!Environment.IsPrivilegedProcess, log.StartsWith(closed, StringComparison.Ordinal));
        Directory.Delete(Path.GetDirectoryName(log)!, recursive: true);
    }

    private bool IsRunning => File.Exists(_folder.File("postgres/data/postmaster.pid"));

    private Task<EmbeddedServer> Start() => EmbeddedServer.StartAsync(_folder.Path, EmbeddedSettings.Small);

    // The state that a killed platform leaves: a server that runs, and nobody who holds its locks.
    private async Task<int> StartWithoutAPlatform()
    {
        var command = (await File.ReadAllTextAsync(_folder.File("postgres/data/postmaster.opts"))).Trim();
        if (Environment.IsPrivilegedProcess)
            command = $"setpriv --reuid postgres --regid postgres --clear-groups {command}";
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", $"setsid {command} >/dev/null 2>&1 &"]) { WorkingDirectory = "/" })!;
        await shell.WaitForExitAsync();
        var trace = _folder.File("postgres/data/postmaster.pid");
        while (!File.Exists(trace) || await File.ReadAllLinesAsync(trace) is not { Length: > 7 })
            await Task.Delay(50);
        return int.Parse((await File.ReadAllLinesAsync(trace))[0], CultureInfo.InvariantCulture);
    }

    private static async Task Kill(int process)
    {
        using var killed = Process.GetProcessById(process);
        killed.Kill();
        await killed.WaitForExitAsync();
    }

    private static Task Write(EmbeddedServer server, int rows) => Scalar<object>(
        server.AdminConnectionString, $"create table kept (n int); insert into kept select generate_series(1, {rows}); select 1");

    private static Task<int> Count(EmbeddedServer server) =>
        Scalar<int>(server.AdminConnectionString, "select count(*)::int from kept");

    private static async Task<T> Scalar<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
