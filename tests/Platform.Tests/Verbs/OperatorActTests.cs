using Npgsql;
using Platform.Tests.Embedded;
using Platform.Tests.Hosting;
using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Verbs;

/// <summary>What the operator does on the command line stands in the audit logs that it concerns.</summary>
public sealed class OperatorActTests(TestPlatform platform) : IClassFixture<TestPlatform>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("seal", "history-sealed", "330802")]
    [InlineData("recount", "figures-recounted", "330825")]
    public async Task VerbOfOneJurisdiction_IsToldThere_BeforeAndAfter(string verb, string act, string key)
    {
        Assert.Equal(0, await RunAsync(verb, "--jurisdiction", key));
        Assert.Equal([$"act-intended {key} {act}", $"{act} {key} done"], await ToldAsync(key));
        Assert.Equal(2, await RunAsync(verb, "--jurisdiction", "999999"));
        Assert.Equal(2, (await ToldAsync(key)).Count);
    }

    [Fact]
    public async Task SealThatBreaksOff_IsToldSo()
    {
        // A file where the folder of the seals should be.
        var file = Path.Combine(_folder.Path, "no-folder");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        Assert.NotEqual(0, await RunAsync("seal", "--jurisdiction", "330122", "--seals", file));
        Assert.Equal(["act-intended 330122 history-sealed", "act-failed 330122 history-sealed"], await ToldAsync("330122"));
    }

    [Fact]
    public async Task VerbsOfTheWholeInstallation_AreToldAtTheRoot()
    {
        Assert.Equal(0, await RunAsync("invite"));
        Assert.Equal(["act-intended 330000 setup-link-made", "setup-link-made 330000 done"], await ToldAsync("330000"));

        Assert.Equal(0, await RunAsync("migrate"));
        Assert.Equal(2, (await ToldAsync("330000")).Count);
        await platform.Server.ExecuteAsync(platform.Directory, "update migration set digest = 'another' where name = '121_audit_screen'");
        Assert.Equal(0, await RunAsync("migrate"));
        Assert.Equal("schema-migrated 330000 done", (await ToldAsync("330000"))[^1]);
        Assert.Equal("""{"scripts": 1}""", await platform.Server.ScalarAsync<string>(
            platform.Directory, "select details from audit_entry where action = 'schema-migrated'"));
    }

    private async Task<int> RunAsync(params string[] arguments)
    {
        var (exit, _, _) = await Node.RunAsync([.. arguments, "--data", _folder.Path], new()
        {
            ["ConnectionStrings__Platform"] = new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform.Directory }.ConnectionString,
            ["Platform__DataDatabases"] = $"{platform.First},{platform.Second}",
            ["PLATFORM_KEY"] = Convert.ToBase64String(PostgresServer.Master),
        });
        return exit;
    }

    /// <summary>What the operator's lines say: action, subject, and which act was intended or what came of it.</summary>
    private Task<IReadOnlyList<string>> ToldAsync(string key) => platform.Server.ListAsync<string>(
        platform.Directory,
        $"select action || ' ' || subject || ' ' || coalesce(details::jsonb ->> 'act', 'done') from audit_entry where tenant = {platform[key].Id} and actor = 'os:{Environment.UserName}' order by n");
}
