using Grains.Calendars;
using Grains.Cases;
using Grains.Journal.Seals;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Embedded;
using Platform.Tests.Journal;
using Platform.Tests.Server;
using Silo.Seals;
using Xunit;

namespace Platform.Tests.Silo.Seals;

public sealed class SealerTests(PostgresServer server) : IAsyncLifetime
{
    private readonly JournalBed _bed = new(server);
    private readonly TemporaryFolder _folder = new();

    public ValueTask InitializeAsync() => _bed.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _bed.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task DayThatEnded_IsSealedAtHomeAboveAndOutside()
    {
        await RecordAsync(3);
        await SealDueAsync();
        var yesterday = Zone.Shanghai.DayOf(TimeProvider.System.GetUtcNow()).AddDays(-1);
        var outside = Assert.Single(Outside(), s => s.Tenant == _bed.County);
        var seq = await _bed.ScalarAsync<long>(_bed.County, "select seq from head");
        Assert.Equal((yesterday, seq, "330802"), (outside.Day, outside.Seq, outside.Jurisdiction));
        Assert.Equal(outside.Chain, await _bed.ScalarAsync<byte[]>(_bed.County, "select chain from head"));
        Assert.Equal(outside.Chain, await _bed.ScalarAsync<byte[]>(_bed.County, "select chain from seal where origin = tenant"));
        Assert.Equal(outside.Chain, await _bed.ScalarAsync<byte[]>(
            _bed.Platform["330800"].Id, $"select chain from seal where origin = {_bed.County} and day = '{yesterday:yyyy-MM-dd}'"));
        Assert.Equal(0, await _bed.ScalarAsync<long>(_bed.Platform["330000"].Id, $"select count(*) from seal where origin = {_bed.County}"));
    }

    [Fact]
    public async Task EveningOfTheDay_KeepsTheGaugesAsTheyStood()
    {
        await RecordAsync(3);
        var open = await _bed.ScalarAsync<long>(_bed.County, "select open from figure where part = 0 and origin = tenant");
        await SealDueAsync();
        await RecordAsync(6);
        await SealDueAsync();

        Assert.Equal(open, await _bed.ScalarAsync<long>(_bed.County, "select open from figure_evening where origin = tenant"));
        Assert.Equal(1, await _bed.ScalarAsync<long>(_bed.County, "select count(*) from figure_evening where origin = tenant"));
    }

    [Fact]
    public async Task SealedDay_IsNotSealedAgain()
    {
        await RecordAsync(3);
        await SealDueAsync();
        await RecordAsync(6);
        await SealDueAsync();
        Assert.Single(Outside(), s => s.Tenant == _bed.County);
        Assert.True(await server.ScalarAsync<bool>(
            _bed.Platform["330802"].Database, $"select next_seal_at > now() and next_seal_at <= now() + interval '1 day' from tenant_due where tenant = {_bed.County}"));
    }

    [Fact]
    public async Task SealCutOffByACrash_IsTheSameWhenItIsMadeUp()
    {
        await RecordAsync(3);
        var now = TimeProvider.System.GetUtcNow();
        await Sealer.SealAsync(_bed.County, now, default);
        var first = Outside().Single();
        await RecordAsync(6);
        await server.ExecuteAsync(_bed.Platform["330800"].Database, "delete from seal where origin <> tenant");
        await Sealer.SealAsync(_bed.County, now, default);
        Assert.Equal(2, Outside().Count);
        Assert.All(Outside(), s => Assert.Equal((first.Seq, Convert.ToHexString(first.Chain)), (s.Seq, Convert.ToHexString(s.Chain))));
        Assert.Equal(first.Chain, await _bed.ScalarAsync<byte[]>(_bed.Platform["330800"].Id, $"select chain from seal where origin = {_bed.County}"));
    }

    [Fact]
    public void LineCutOffByACrash_SpoilsNoOther()
    {
        var seal = new Seal(_bed.County, "330802", new DateOnly(2026, 11, 20), 1, 7, new byte[32], DateTimeOffset.UnixEpoch);
        OutsideSeals.Append(_folder.Path, seal);
        File.AppendAllText(_folder.File("seals-2026-11.jsonl"), "\n{\"tenant\":4,\"jur");
        OutsideSeals.Append(_folder.Path, seal with { Seq = 8 });
        var lines = OutsideSeals.Read(_folder.Path).ToList();
        Assert.Equal([7, null, 8], lines.Select(l => l.Seal?.Seq));
        Assert.Equal("seals-2026-11.jsonl:3", lines[1].Place);
    }

    private Sealer Sealer => new(
        _bed.Platform.Sessions, _bed.Platform.Jurisdictions, new SealFolder(_folder.Path), NullLogger<Sealer>.Instance);

    private List<Seal> Outside() => [.. OutsideSeals.Read(_folder.Path).Select(l => l.Seal!)];

    private Task RecordAsync(int upTo) => _bed.RecordAsync(_bed.County, [.. Enumerable.Range(0, upTo).Select(i =>
        JournalBed.Fact($"C{i}", $"e{i}", CaseEventKind.Accepted, TimeProvider.System.GetUtcNow().AddMinutes(-1)))]);

    private async Task SealDueAsync()
    {
        foreach (var database in _bed.Platform.Databases.DataDatabases)
            await Sealer.SealDueAsync(database, default);
    }
}
