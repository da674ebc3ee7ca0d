using Grains.Cases;
using Platform.Tests.Server;
using Tenancy;
using Xunit;
using static Platform.Tests.Journal.JournalBed;

namespace Platform.Tests.Journal;

public sealed class FigureTests(JournalBed bed, PostgresServer server) : IClassFixture<JournalBed>
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
        foreach (var sql in new[] { ColoursByDay, TravellingByDay, Standing })
            Assert.Equal(await bed.ScalarAsync<string>(bed.County, sql), await bed.ScalarAsync<string>(bed.Neighbour, sql));
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

    [Fact]
    public async Task CaseToldOfTwoItems_BelongsToTheAcceptedOneWhateverArrivesFirst()
    {
        CaseFact[] facts =
        [
            Fact("two", "two-1", CaseEventKind.Submitted, Start) with { ItemCode = SecondItem },
            Fact("two", "two-2", CaseEventKind.Accepted, Start.AddHours(1)),
            Fact("two", "two-3", CaseEventKind.StepCompleted, Start.AddHours(2)) with { ItemCode = SecondItem },
        ];
        var (one, other) = (new JournalBed(server), new JournalBed(server));
        await using (one)
        await using (other)
        {
            await one.InitializeAsync();
            await other.InitializeAsync();
            foreach (var fact in facts)
                Assert.Empty((await one.RecordAsync(one.County, fact)).Refused);
            foreach (var fact in Enumerable.Reverse(facts))
                Assert.Empty((await other.RecordAsync(other.County, fact)).Refused);
            foreach (var sql in new[] { File, Detail, Colours, Travelling, Signals })
                Assert.Equal(await one.ScalarAsync<string>(one.County, sql), await other.ScalarAsync<string>(other.County, sql));
            Assert.StartsWith("1 1 ", await one.ScalarAsync<string>(one.County, File), StringComparison.Ordinal);
            Assert.DoesNotContain("kind 7", await other.ScalarAsync<string>(other.County, Detail), StringComparison.Ordinal);
            Assert.DoesNotContain("kind 7", await other.ScalarAsync<string>(other.County, Colours), StringComparison.Ordinal);
            Assert.Contains("kind 1", await other.ScalarAsync<string>(other.County, Signals), StringComparison.Ordinal);
            Assert.DoesNotContain("kind 7", await other.ScalarAsync<string>(other.County, Signals), StringComparison.Ordinal);
        }
    }

    private const string File = "select item || ' ' || item_kind || ' ' || due_at || ' ' || status || ' ' || colour || ' ' || late from case_file where case_no = 'two'";

    private const string Detail = """
        select string_agg(format('kind %s %s: %s', item_kind, day, row(received, accepted, closed, on_time, late)), '; ' order by item_kind, day)
        from figure_detail where item_kind > 0 and (received, accepted, closed, on_time, late) <> (0, 0, 0, 0, 0)
        """;

    private const string Travelling = "select row(sum(accepted), sum(closed), sum(open), sum(overdue), sum(late), sum(green), sum(yellow), sum(red))::text from figure";

    private const string Colours = """
        select string_agg(format('kind %s %s: %s', item_kind, day, row(green, yellow, red)), '; ' order by item_kind, day)
        from figure_detail where item_kind > 0 and (green, yellow, red) <> (0, 0, 0)
        """;

    // Department signals tell of the recording itself: they count on the day on which it happened.
    private const string ColoursByDay = """
        select string_agg(format('%s %s %s', item_kind, day, row(green, yellow, red)), e'\n' order by item_kind, day)
        from figure_detail where item_kind > 0 and (green, yellow, red) <> (0, 0, 0)
        """;

    private const string TravellingByDay = """
        select string_agg(format('%s %s %s', item_kind, day, row(accepted, closed, late, green, yellow, red)), e'\n' order by item_kind, day)
        from figure where part = 1 and item_kind > 0 and (accepted, closed, late, green, yellow, red) <> (0, 0, 0, 0, 0, 0)
        """;

    private const string Standing = """
        select string_agg(format('%s %s %s %s', c.case_no, s.fault, s.colour, s.true_from), e'\n' order by c.case_no, s.fault)
        from signal s join case_file c on c.id = s.case_id where s.status in (1, 2) and not s.contradicted
        """;

    private const string Signals = """
        select string_agg(format('kind %s %s %s', item_kind, fault, colour), '; ' order by fault)
        from signal where status in (1, 2) and not contradicted and case_id is not null
        """;

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
        if (random.Next(3) == 0)
            kinds.InsertRange(kinds.IndexOf(CaseEventKind.Accepted) + 1, [CaseEventKind.Suspended, CaseEventKind.Resumed]);
        var stop = random.Next(3) == 0 ? random.Next(2, kinds.Count) : kinds.Count;
        for (var i = 0; i < stop; i++)
        {
            yield return Fact(caseNo, $"e{i}", kinds[i], at, kinds[i] switch
            {
                CaseEventKind.Suspended => new() { Ground = "hearing", ExpectedDays = 5, NoticeProof = "告知书1号" },
                CaseEventKind.Resumed => new() { Result = "passed" },
                _ => null,
            });
            at = at.AddMinutes(random.Next(1, 60 * 24 * 6));
            if (at > DateTimeOffset.Parse("2026-11-20T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture))
                yield break;
        }
    }
}
