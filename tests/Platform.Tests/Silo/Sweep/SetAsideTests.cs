using Grains.Cases;
using Grains.Journal;
using Grains.Journal.Aside;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Journal;
using Platform.Tests.Server;
using Web.Verbs.Doctor;
using Xunit;

namespace Platform.Tests.Silo.Sweep;

public sealed class SetAsideTests(PostgresServer server) : IAsyncLifetime
{
    private readonly JournalBed _bed = new(server);

    private SetAsides Asides => new(_bed.Platform.Sessions);

    private string Database => _bed.Platform["330802"].Database;

    public ValueTask InitializeAsync() => _bed.InitializeAsync();

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task CaseThatCannotBeJudged_HoldsUpNoOther_IsToldOf_AndJudgedOnceItCanBe()
    {
        await FallDueAsync(9);
        var good = await server.ScalarAsync<byte[]>(Database, $"select state from case_file where tenant = {_bed.County.Value} and case_no = 'C4'");
        await server.ExecuteAsync(Database, $"update case_file set state = '\\xff00' where tenant = {_bed.County.Value} and case_no = 'C4'");

        await _bed.Journal.SweepAsync(_bed.County, 1000);
        Assert.Equal(8, (await _bed.TotalsAsync(_bed.County)).Overdue);
        var aside = Assert.Single(await Asides.ListAsync(_bed.County));
        var poisoned = await _bed.ScalarAsync<long>(_bed.County, "select id from case_file where case_no = 'C4'");
        Assert.Equal((AsideKind.Case, poisoned, "invalid-data", 1), (aside.Kind, aside.Grain, aside.Ailment.Code, aside.Times));
        Assert.StartsWith("CaseSnapshotCodec.Read", aside.Ailment.Place, StringComparison.Ordinal);
        Assert.Equal(SetAsides.FirstWait, aside.RetryAt - aside.LastAt);
        Assert.Equal(1, await Asides.CountAsync(Database));
        var finding = Assert.Single(await SetAsideCheck.RunAsync(Asides, _bed.Platform.Jurisdictions, default));
        Assert.Equal((Light.Yellow, $"case {poisoned} of 330802"), (finding.Light, finding.Check));

        // Not due before its time; then later each time.
        Assert.Equal(0, (await _bed.Journal.SweepAsync(_bed.County, 1000)).Judged);
        await DueAgainAsync(poisoned);
        await _bed.Journal.SweepAsync(_bed.County, 1000);
        aside = Assert.Single(await Asides.ListAsync(_bed.County));
        Assert.Equal((2, 2 * SetAsides.FirstWait), (aside.Times, aside.RetryAt - aside.LastAt));

        Assert.Empty(await Asides.ReleaseAsync(Database, [_bed.County]));
        await server.ExecuteAsync(Database, $"update case_file set state = '\\x{Convert.ToHexString(good)}' where tenant = {_bed.County.Value} and case_no = 'C4'");
        Assert.Equal([_bed.County], await Asides.ReleaseAsync(Database, [_bed.County], "next version"));
        Assert.Equal(1, (await _bed.Journal.SweepAsync(_bed.County, 1000)).Judged);
        Assert.Equal(9, (await _bed.TotalsAsync(_bed.County)).Overdue);
        Assert.Empty(await Asides.ListAsync(_bed.County));
        Assert.Equal(0, await Asides.CountAsync(Database));
        Assert.Equal(Light.Green, Assert.Single(await SetAsideCheck.RunAsync(Asides, _bed.Platform.Jurisdictions, default)).Light);
    }

    [Fact]
    public async Task DepartmentThatCannotBeJudged_HoldsUpNoCase()
    {
        await FallDueAsync(5);
        await server.ExecuteAsync(Database, $"update department set state = '\\xff00', next_check_at = now() where tenant = {_bed.County.Value}");
        await _bed.Journal.SweepAsync(_bed.County, 2);
        await _bed.Journal.SweepAsync(_bed.County, 1000);
        Assert.Equal(5, (await _bed.TotalsAsync(_bed.County)).Overdue);
        Assert.Equal((AsideKind.Department, 1L), (Assert.Single(await Asides.ListAsync(_bed.County)).Kind, (await Asides.ListAsync(_bed.County))[0].Grain));
    }

    [Fact]
    public async Task SeveralPoisons_AreEachSetAside()
    {
        await FallDueAsync(40);
        await server.ExecuteAsync(Database, $"update case_file set state = '\\xff' where tenant = {_bed.County.Value} and case_no in ('C0', 'C1', 'C17', 'C39')");
        await _bed.Journal.SweepAsync(_bed.County, 1000);
        Assert.Equal(36, (await _bed.TotalsAsync(_bed.County)).Overdue);
        Assert.Equal(4, (await Asides.ListAsync(_bed.County)).Count);
    }

    [Fact]
    public async Task CaseThatDoesNotSettle_IsRecorded_SetAside_AndJudgedOnceItDoes()
    {
        // No round at all is left to it: the silence it asks for can never be recorded.
        await using var journal = new Grains.Journal.Journal(
            _bed.Platform.Sessions, _bed.Platform.Jurisdictions, _bed.Ground with { MostRounds = 0 }, new Commits(), NullLogger<Grains.Journal.Journal>.Instance);
        var received = TimeProvider.System.GetUtcNow().AddDays(-60);
        var facts = new[] { JournalBed.Fact("S1", "e1", CaseEventKind.Submitted, received), JournalBed.Fact("S2", "e1", CaseEventKind.Accepted, received) };
        var answer = await journal.RecordAsync(new CaseBatch(_bed.County, 1, facts, []));
        Assert.Equal((2, 0), (answer.Accepted, answer.Refused.Count));
        Assert.Equal(1, await _bed.ScalarAsync<long>(_bed.County, "select count(*) from case_file where case_no = 'S1' and next_check_at <= now()"));

        for (var sweep = 0; sweep < 3; sweep++)
            await journal.SweepAsync(_bed.County, 1000);
        var aside = Assert.Single(await Asides.ListAsync(_bed.County));
        Assert.Equal((AsideKind.Case, "invalid-operation", 1), (aside.Kind, aside.Ailment.Code, aside.Times));
        Assert.Equal(1, await _bed.ScalarAsync<long>(_bed.County, "select count(*) from event e join case_file c on c.id = e.grain where c.case_no = 'S1'"));
        Assert.Equal(1, (await _bed.TotalsAsync(_bed.County)).Overdue);

        Assert.Equal([_bed.County], await Asides.ReleaseAsync(Database, [_bed.County], "next version"));
        await _bed.Journal.SweepAsync(_bed.County, 1000);
        Assert.Empty(await Asides.ListAsync(_bed.County));
        Assert.Equal((2, 2), ((await _bed.TotalsAsync(_bed.County)).Accepted, (await _bed.TotalsAsync(_bed.County)).Overdue));
    }

    private Task DueAgainAsync(long id) =>
        server.ExecuteAsync(Database, $"update case_file set next_check_at = now() where tenant = {_bed.County.Value} and id = {id}");

    private async Task FallDueAsync(int cases)
    {
        var dueAt = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(4);
        var promised = CaseDetails.None with { PromisedClosingTime = dueAt };
        await _bed.RecordAsync(_bed.County, [.. Enumerable.Range(0, cases).Select(i =>
            JournalBed.Fact($"C{i}", $"e{i}", CaseEventKind.Accepted, dueAt.AddMinutes(-1), promised))]);
        Assert.True(TimeProvider.System.GetUtcNow() < dueAt, "The machine is too slow for this test.");
        await Task.Delay(dueAt - TimeProvider.System.GetUtcNow() + TimeSpan.FromMilliseconds(200));
    }
}
