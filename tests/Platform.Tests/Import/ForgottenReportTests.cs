using Npgsql;
using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Import;

/// <summary>What an import could not take in is kept for 90 days after its end.</summary>
public sealed class ForgottenReportTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task ReportOfAnOldImport_IsForgotten_ThatOfARecentOrRunningOneStays()
    {
        var (old, recent, running, others) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await AddAsync("330802", old, "now() - interval '91 days'");
        await AddAsync("330802", recent, "now() - interval '89 days'");
        await AddAsync("330802", running, "null");
        await AddAsync("330825", others, "now() - interval '91 days'");

        await using (var session = await platform.Sessions.OpenAsync(platform["330802"].Id))
            await session.CommitAsync([new NpgsqlBatchCommand("select app.forget_imports()")]);

        Assert.Equal(new[] { recent, running }.Order(), await ListAsync("330802", "import_fault", "job"));
        Assert.Equal([others], await ListAsync("330825", "import_fault", "job"));
        Assert.Equal(3, (await ListAsync("330802", "import_job", "id")).Count);
    }

    private Task AddAsync(string jurisdiction, Guid job, string ended) => platform.Server.ExecuteAsync(platform[jurisdiction].Database, $$"""
        insert into import_job (tenant, id, actor, file_name, profile, status, ended_at)
        values ({{platform[jurisdiction].Id.Value}}, '{{job}}', 'admin', 'some.csv', 'p', 2, {{ended}});
        insert into import_fault (tenant, job, n, lines) values ({{platform[jurisdiction].Id.Value}}, '{{job}}', 1, '{}')
        """);

    private Task<IReadOnlyList<Guid>> ListAsync(string jurisdiction, string table, string column) => platform.Server.ListAsync<Guid>(
        platform[jurisdiction].Database, $"select {column} from {table} where tenant = {platform[jurisdiction].Id.Value} order by {column}");
}
