using Grains.Cases;
using Tenancy;
using Xunit;
using static Platform.Tests.Journal.JournalBed;

namespace Platform.Tests.Journal;

public sealed class FigureTests(JournalBed bed) : IClassFixture<JournalBed>
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-10-12T01:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task AnyOrderOfArrival_GivesTheSameClocksFiguresAndSignals()
    {
        var random = new Random(20261121);
        var facts = Enumerable.Range(0, 150).SelectMany(i => Life(random, $"c{i}")).ToList();
        await SendAsync(bed.County, facts, batch: 200);
        await SendAsync(bed.Neighbour, Shuffled(facts, random), batch: 37);
        // Everything again, in yet another order: nothing may be counted twice.
        await SendAsync(bed.Neighbour, Shuffled(facts, random), batch: 500);

        Assert.Equal(await bed.TotalsAsync(bed.County), await bed.TotalsAsync(bed.Neighbour));
        Assert.Equal(await ClocksAsync(bed.County), await ClocksAsync(bed.Neighbour));
        var totals = await bed.TotalsAsync(bed.County);
        Assert.Equal(totals.Accepted, totals.Open + totals.Closed);
        Assert.Equal(totals.Closed, totals.OnTime + totals.Late);
        Assert.True(totals.Late > 0 && totals.Overdue > 0 && totals.Red > 0 && totals.Yellow > 0, totals.ToString());
    }

    [Fact]
    public async Task Counters_EqualARecountOverRows()
    {
        var random = new Random(7);
        var facts = Enumerable.Range(0, 120).SelectMany(i => Life(random, $"r{i}")).ToList();
        await SendAsync(bed.Elsewhere, Shuffled(facts, random), batch: 64);
        var (detail, counted) = (
            await bed.ScalarAsync<string>(bed.Elsewhere, "select row(sum(accepted), sum(closed), sum(on_time), sum(late))::text from figure_detail"),
            await bed.ScalarAsync<string>(bed.Elsewhere, "select row(accepted, closed, on_time, late)::text from figure where part = 0"));
        Assert.Equal(counted, detail);
        Assert.Equal(
            await bed.ScalarAsync<string>(bed.Elsewhere, """
                select row(count(*) filter (where status in (3, 4)), count(*) filter (where status in (3, 4) and due_at <= now()))::text from case_file
                """),
            await bed.ScalarAsync<string>(bed.Elsewhere, "select row(open, overdue)::text from figure where part = 0"));
        Assert.Equal(
            await bed.ScalarAsync<string>(bed.Elsewhere, """
                select row(count(*) filter (where colour = 2), count(*) filter (where colour = 3))::text from signal where status in (1, 2) and not contradicted
                """),
            await bed.ScalarAsync<string>(bed.Elsewhere, "select row(yellow, red)::text from figure where part = 0"));
    }

    private async Task SendAsync(TenantId tenant, IReadOnlyList<CaseFact> facts, int batch)
    {
        foreach (var chunk in facts.Chunk(batch))
        {
            var answer = await bed.RecordAsync(tenant, chunk);
            Assert.Empty(answer.Refused);
        }
    }

    private Task<string> ClocksAsync(TenantId tenant) => bed.ScalarAsync<string>(tenant, """
        select string_agg(case_no || ' ' || status || ' ' || coalesce(due_at::text, '-') || ' ' || coalesce(ended_at::text, '-') || ' ' || colour, e'\n' order by case_no)
        from case_file
        """);

    private static List<CaseFact> Shuffled(List<CaseFact> facts, Random random)
    {
        var shuffled = facts.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    /// <summary>A case of six facts that may stop early, take long, or do things twice.</summary>
    private static IEnumerable<CaseFact> Life(Random random, string caseNo)
    {
        var at = Start.AddHours(random.Next(0, 24 * 20));
        var kinds = new List<CaseEventKind> { CaseEventKind.Submitted, CaseEventKind.Accepted, CaseEventKind.StepCompleted, CaseEventKind.Approved, CaseEventKind.Closed };
        if (random.Next(4) == 0)
            kinds.Insert(3, CaseEventKind.SupplementRequested);
        if (random.Next(6) == 0)
            kinds.Insert(1, CaseEventKind.SupplementRequested);
        var stop = random.Next(3) == 0 ? random.Next(2, kinds.Count) : kinds.Count;
        for (var i = 0; i < stop; i++)
        {
            yield return Fact(caseNo, $"e{i}", kinds[i], at);
            at = at.AddMinutes(random.Next(1, 60 * 24 * 6));
            if (at > DateTimeOffset.Parse("2026-11-20T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture))
                yield break;
        }
    }
}
