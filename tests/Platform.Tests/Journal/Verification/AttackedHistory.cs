using Dapper;
using Grains.Cases;
using Grains.Journal;
using Grains.Journal.Seals;
using Grains.Journal.Verification;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.Tests.Embedded;
using Platform.Tests.Server;
using Silo.Seals;
using Tenancy;
using Xunit;

namespace Platform.Tests.Journal.Verification;

/// <summary>A county with 20 cases to attack: every attack is made as the owner of the database, who is above all policies.</summary>
public abstract class AttackedHistory(PostgresServer server) : IAsyncLifetime
{
    protected JournalBed Bed { get; } = new(server);
    private readonly TemporaryFolder _folder = new();

    protected Jurisdiction County => Bed.Platform["330802"];

    public async ValueTask InitializeAsync()
    {
        await Bed.InitializeAsync();
        var now = TimeProvider.System.GetUtcNow();
        var personal = CaseDetails.None with { Personal = [new("applicant", "某某")] };
        foreach (var batch in Enumerable.Range(0, 4))
        {
            await Bed.RecordAsync(County.Id, [.. Enumerable.Range(0, 5).SelectMany(i => new[]
            {
                JournalBed.Fact($"C{batch}-{i}", "e1", CaseEventKind.Submitted, now.AddDays(-60), personal),
                JournalBed.Fact($"C{batch}-{i}", "e2", CaseEventKind.Accepted, now.AddDays(-59)),
                JournalBed.Fact($"C{batch}-{i}", "e3", CaseEventKind.StepCompleted, now.AddDays(-50)),
            })]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Bed.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The grain under attack.</summary>
    protected long Grain { get; private set; }

    protected async Task<long> GrainAsync() => Grain = await Bed.ScalarAsync<long>(County.Id, "select id from case_file where case_no = 'C1-2'");

    protected async Task AttackAsync(string sql)
    {
        var grain = Grain == 0 ? await GrainAsync() : Grain;
        await using var source = Owner();
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, new { grain, tenant = County.Id.Value });
    }

    /// <summary>Another time of acceptance in the content of one event: byte 41 lies in occurredAt, behind header, kind and source.</summary>
    protected Task ForgeAsync() => AttackAsync("update event set body = set_byte(body, 41, get_byte(body, 41) # 1) where grain = @grain and n = 2");

    /// <summary>What an owner can do: number, chain, head and snapshots, all consistent again.</summary>
    protected async Task RecomputeAsync()
    {
        await using var source = Owner();
        await using var connection = await source.OpenConnectionAsync();
        var previous = new Dictionary<long, byte[]>();
        var chain = Chain.Origin;
        var last = 0L;
        foreach (var (grain, n, seq, body) in (await connection.QueryAsync<(long, int, long, byte[])>(
            "select grain, n, seq, body from event where tenant = @tenant order by seq", new { tenant = County.Id.Value })).AsList())
        {
            var link = Chain.Link(previous.GetValueOrDefault(grain, Chain.Origin), body);
            previous[grain] = link;
            Chain.Tie(chain, link);
            last = seq;
            await connection.ExecuteAsync("update event set hash = @link where grain = @grain and n = @n", new { link, grain, n });
            await connection.ExecuteAsync("update case_file set hash = @link where id = @grain and n = @n; update signal set hash = @link where id = @grain and n = @n", new { link, grain, n });
        }

        await RefoldAsync(connection);
        await connection.ExecuteAsync("update head set chain = @chain, seq = @last where tenant = @tenant", new { chain, last, tenant = County.Id.Value });
    }

    private async Task RefoldAsync(NpgsqlConnection connection)
    {
        foreach (var (id, state) in (await connection.QueryAsync<(long, byte[])>("select id, state from case_file where tenant = @tenant", new { tenant = County.Id.Value })).AsList())
        {
            var bodies = await connection.QueryAsync<byte[]>("select body from event where grain = @id and tenant = @tenant order by n", new { id, tenant = County.Id.Value });
            var snapshot = CaseSnapshotCodec.Read(state, out _);
            snapshot.State = Case.Fold(bodies.Select(body => CanonicalEvent.ReadCaseFact(body)));
            await connection.ExecuteAsync(
                "update case_file set state = @state, opened_at = @openedAt where id = @id and tenant = @tenant",
                new { state = CaseSnapshotCodec.Write(snapshot, new CanonicalWriter()), openedAt = snapshot.State.OpenedAt?.UtcDateTime, id, tenant = County.Id.Value });
        }
    }

    /// <summary>The same in the directory, for a jurisdiction named <c>@tenant</c>.</summary>
    protected async Task AttackDirectoryAsync(string sql, TenantId tenant)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(server.Admin) { Database = Bed.Platform.Directory, Pooling = false }.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, new { tenant = tenant.Value });
    }

    protected NpgsqlDataSource Owner() => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.Admin) { Database = County.Database, Pooling = false }.ConnectionString);

    protected Task<long> CountAsync(string from) => Bed.ScalarAsync<long>(County.Id, $"select count(*) from {from}");

    protected Task SealAsync() => new Sealer(Bed.Platform.Sessions, Bed.Platform.Jurisdictions, new SealFolder(_folder.Path), NullLogger<Sealer>.Instance)
        .SealAsync(County.Id, TimeProvider.System.GetUtcNow(), default);

    /// <summary>Where seals outside are kept.</summary>
    protected string SealsFolder => _folder.Path;

    protected IReadOnlyList<PlacedSeal> Outside() => [.. OutsideSeals.Read(_folder.Path).Select(l => new PlacedSeal(l.Place, l.Seal!))];

    protected Task<IntegrityReport> VerifyAsync() => new ChainVerifier(Bed.Platform.Sessions).VerifyAsync(County, Outside());
}
