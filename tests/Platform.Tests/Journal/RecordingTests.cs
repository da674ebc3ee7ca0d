using System.Text;
using Grains.Cases;
using Xunit;
using static Platform.Tests.Journal.JournalBed;

namespace Platform.Tests.Journal;

public sealed class RecordingTests(JournalBed bed) : IClassFixture<JournalBed>
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-11-16T02:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task SameEventTwice_IsStoredOnceAndAnsweredTwice()
    {
        var fact = Fact("twice", "e1", CaseEventKind.Submitted, Start);
        var first = await bed.RecordAsync(bed.County, fact);
        var second = await bed.RecordAsync(bed.County, fact);
        Assert.Equal((1, 0), (first.Accepted, first.Duplicate));
        Assert.Equal((0, 1), (second.Accepted, second.Duplicate));
        Assert.Equal(1, await bed.ScalarAsync<int>(bed.County, "select n from case_file where case_no = 'twice'"));
    }

    [Fact]
    public async Task GoodEvents_AreKeptWhenOthersAreRefused()
    {
        var answer = await bed.RecordAsync(
            bed.County,
            Fact("mixed", "e1", CaseEventKind.Submitted, Start),
            Fact("mixed", "e1", CaseEventKind.Accepted, Start) with { Index = 1 },
            Fact("mixed", "e2", CaseEventKind.Accepted, Start.AddYears(1)) with { Index = 2 },
            Fact("mixed", "e3", CaseEventKind.Accepted, Start.AddHours(1)) with { Index = 3, ItemCode = "no-such-item" },
            Fact("mixed", "e4", CaseEventKind.Accepted, Start.AddHours(1)) with { Index = 4 });
        Assert.Equal(2, answer.Accepted);
        Assert.Equal(
            [(1, "event-id-reused", "eventId"), (2, "in-the-future", "occurredAt"), (3, "unknown-item", "itemCode")],
            answer.Refused.Select(r => (r.Index, r.Code, r.Field)));
        Assert.Equal(3, await bed.ScalarAsync<int>(bed.County, "select count(*)::int from quarantine where event_id in ('e1', 'e2', 'e3') and code <> ''"));
    }

    [Fact]
    public async Task FaultOfImportedHistory_IsNotToldUpward_AlsoWhereALiveSourceTellsOfTheCaseAfterwards()
    {
        var accepted = new DateTimeOffset(2026, 1, 5, 2, 0, 0, TimeSpan.Zero);
        await bed.RecordAsync(
            bed.Elsewhere,
            Fact("history", "h1", CaseEventKind.Submitted, accepted.AddHours(-1)) with { Source = CaseSource.History },
            Fact("history", "h2", CaseEventKind.Accepted, accepted) with { Source = CaseSource.History },
            Fact("history", "h3", CaseEventKind.Approved, accepted.AddMonths(3)) with { Source = CaseSource.History },
            Fact("history", "l1", CaseEventKind.Rated, accepted.AddMonths(4)));
        Assert.Equal(1, await bed.ScalarAsync<int>(bed.Elsewhere, "select count(*)::int from signal s join case_file c on c.id = s.case_id where c.case_no = 'history' and s.rule = 'legal-limit-missed' and s.colour = 3"));
        Assert.Equal(0, await bed.ScalarAsync<int>(bed.Elsewhere, "select count(*)::int from escalation e join signal s on s.id = e.signal join case_file c on c.id = s.case_id where c.case_no = 'history'"));
    }

    [Theory]
    [InlineData(CaseSource.Interface)]
    [InlineData(CaseSource.SecondEntry)]
    [InlineData(CaseSource.History)]
    public async Task EndOrApplicationStatedAheadOfTheClock_IsRefusedFromEverySource(CaseSource source)
    {
        var number = $"ahead-{source}";
        var now = new DateTimeOffset(TimeProvider.System.GetUtcNow().Ticks / 10 * 10, TimeSpan.Zero);
        var answer = await bed.RecordAsync(
            bed.County,
            Fact(number, $"f1-{source}", CaseEventKind.Submitted, Start) with { Source = source, Details = new() { ClosedAt = now.AddYears(5) } },
            Fact(number, $"f2-{source}", CaseEventKind.Submitted, Start) with { Source = source, Index = 1, Details = new() { AppliedAt = now.AddHours(1) } },
            Fact(number, "f3", CaseEventKind.Submitted, Start) with { Source = source, Index = 2, Details = new() { ClosedAt = now.AddMinutes(1), PromisedClosingTime = now.AddYears(1) } });
        Assert.Equal(1, answer.Accepted);
        Assert.Equal(
            [(0, "in-the-future", "data.closedAt"), (1, "in-the-future", "data.appliedAt")],
            answer.Refused.Select(r => (r.Index, r.Code, r.Field)));
        Assert.All(answer.Refused, refused => Assert.NotEmpty(refused.Expected));
        Assert.Equal(2, await bed.ScalarAsync<int>(bed.County, $"select count(*)::int from quarantine where event_id in ('f1-{source}', 'f2-{source}') and code = 'in-the-future'"));
    }

    [Fact]
    public async Task EndImportedForALiveCase_LeavesItOpen()
    {
        await bed.RecordAsync(bed.County, Fact("live-one", "l1", CaseEventKind.Submitted, Start), Fact("live-one", "l2", CaseEventKind.Accepted, Start.AddHours(1)));
        var answer = await bed.RecordAsync(bed.County, Fact("live-one", "h1", CaseEventKind.Corrected, Start.AddHours(2)) with
        {
            Source = CaseSource.History,
            Details = new() { Corrects = "l2", ClosedAt = Start.AddHours(3) },
        });
        Assert.Equal(1, answer.Accepted);
        Assert.True(await bed.ScalarAsync<bool>(bed.County, "select ended_at is null from case_file where case_no = 'live-one'"));
    }

    [Fact]
    public async Task RefusedEvent_IsQuarantinedOncePerContentHoweverOftenItComes()
    {
        var refused = Fact("late-bird", "q1", CaseEventKind.Submitted, Start.AddYears(2)) with { Raw = Encoding.UTF8.GetBytes("{\"one\":1}") };
        await bed.RecordAsync(bed.Neighbour, refused);
        await bed.RecordAsync(bed.Neighbour, refused);
        Assert.Equal(2, await bed.ScalarAsync<int>(bed.Neighbour, "select times from quarantine where event_id = 'q1'"));
    }

    [Fact]
    public async Task CaseWithoutEnd_IsBoundedAndItsSurplusKeptInQuarantine()
    {
        var facts = Enumerable.Range(0, 2_000 + 2).Select(n => Fact("endless", $"x{n}", CaseEventKind.FeeCharged, Start.AddSeconds(n)) with { Index = n });
        var answer = await bed.RecordAsync(bed.County, [.. facts]);
        Assert.Equal(2_000, answer.Accepted);
        Assert.Equal(["caseNo", "caseNo"], answer.Refused.Select(r => r.Field));
        Assert.All(answer.Refused, refused => Assert.Equal("too-many", refused.Code));
        Assert.Equal(1, (await bed.RecordAsync(bed.County, Fact("endless", "x7", CaseEventKind.FeeCharged, Start.AddSeconds(7)))).Duplicate);
    }

    [Fact]
    public async Task EventAfterTheEnd_IsRecordedAndRaisesItsSignal()
    {
        await bed.RecordAsync(
            bed.County,
            Fact("ended", "e1", CaseEventKind.Submitted, Start),
            Fact("ended", "e2", CaseEventKind.Accepted, Start.AddHours(1)),
            Fact("ended", "e3", CaseEventKind.StepCompleted, Start.AddHours(2)),
            Fact("ended", "e4", CaseEventKind.Approved, Start.AddHours(3)),
            Fact("ended", "e5", CaseEventKind.Closed, Start.AddHours(4)));
        var answer = await bed.RecordAsync(bed.County, Fact("ended", "e6", CaseEventKind.StepCompleted, Start.AddHours(5)));
        Assert.Equal(1, answer.Accepted);
        Assert.Equal(1, await bed.ScalarAsync<int>(bed.County, """
            select count(*)::int from signal s join case_file c on c.id = s.case_id where c.case_no = 'ended' and s.colour = 3 and not s.contradicted
            """));
    }

    [Fact]
    public async Task PersonalFields_StandApartFromTheChain()
    {
        var details = CaseDetails.None with { Personal = [new("applicantName", "申请人甲")], Channel = "window" };
        await bed.RecordAsync(bed.County, Fact("person", "e1", CaseEventKind.Submitted, Start, details));
        var body = await bed.ScalarAsync<byte[]>(bed.County, "select e.body from event e join case_file c on c.id = e.grain where c.case_no = 'person'");
        Assert.DoesNotContain("申请人甲", Encoding.UTF8.GetString(body));
        Assert.DoesNotContain("经办人01", Encoding.UTF8.GetString(body));
        var personal = await bed.ScalarAsync<byte[]>(bed.County, "select p.body from personal p join case_file c on c.id = p.grain where c.case_no = 'person'");
        Assert.Contains("applicantName", Encoding.UTF8.GetString(personal));
    }
}
