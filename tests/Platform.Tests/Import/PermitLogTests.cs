using System.Globalization;
using Grains.Cases;
using Grains.Rules;
using Platform.Tests.Demo;
using Web.Import;
using Xunit;

namespace Platform.Tests.Import;

public sealed class PermitLogTests
{
    [Fact]
    public async Task BothForms_HoldEveryCaseAndEventOnce()
    {
        foreach (var file in new[] { PermitLog.Csv, PermitLog.Xes })
        {
            var facts = await Facts(file);
            Assert.Equal(8577, facts.Count);
            Assert.Equal(1434, facts.Select(fact => fact.CaseNo).Distinct().Count());
            Assert.Equal(8577, facts.Select(fact => (fact.CaseNo, fact.EventId)).Distinct().Count());
            Assert.Equal(1434, facts.Count(fact => fact.Kind == CaseEventKind.Accepted));
        }
    }

    [Fact]
    public async Task BothForms_TellTheSameFacts()
    {
        var csv = await Facts(PermitLog.Csv);
        var xes = await Facts(PermitLog.Xes);
        Assert.Equal(csv.Select(Line).Order(StringComparer.Ordinal), xes.Select(Line).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task LateByTheirOwnPromise_AreAsManyAsTheFileItselfCounts()
    {
        // Counted without the product's reader: no field of this file is quoted.
        var lines = await File.ReadAllLinesAsync(PermitLog.Csv.Path, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(lines, line => line.Contains('"', StringComparison.Ordinal));
        var cases = lines.Skip(1).Select(line => line.Split(',')).DistinctBy(fields => fields[1]).ToList();
        var unfinished = cases.Count(fields => fields[4].Length == 0);
        var late = cases.Count(fields => fields[4].Length > 0 && At(fields[4]) > At(fields[2]));

        foreach (var file in new[] { PermitLog.Csv, PermitLog.Xes })
        {
            var tally = new LogTally();
            foreach (var item in await Reading.All(file, await PermitLog.Profile()))
                tally.Add(item);
            Assert.Equal((1434, 8577L, 0L), (tally.Cases, tally.Facts, tally.Faults));
            Assert.Equal((1434 - unfinished, late), (tally.Finished, tally.LateByOwnPromise));
        }

        Assert.Equal((105, 377), (unfinished, late));
    }

    [Fact]
    public async Task TheFirstCase_IsReadAsItStandsThere()
    {
        var fact = (await Facts(PermitLog.Csv))[0];
        Assert.Equal(("case-10011", "task-42933", CaseEventKind.Accepted), (fact.CaseNo, fact.EventId, fact.Kind));
        Assert.Equal(("Group 1", "Resource21", CaseSource.History), (fact.Post, fact.Handler, fact.Source));
        Assert.Equal(At("2011-10-11 11:45:40.276+00:00"), fact.OccurredAt);
        Assert.Equal(At("2011-10-11 11:42:22.688+00:00"), fact.Details.AppliedAt);
        Assert.Equal(At("2011-12-06 12:41:31.788+00:00"), fact.Details.PromisedClosingTime);
        Assert.Null(fact.Details.ClosedAt);
        Assert.Equal("Internet", fact.Details.Channel);
        Assert.Equal("Resource21", Assert.Single(fact.Details.Personal).Value);
    }

    [Fact]
    public async Task PostEmpty_IsNoPost()
    {
        var facts = await Facts(PermitLog.Csv);
        Assert.Equal(1936, facts.Count(fact => fact.Post is null));
    }

    [Fact]
    public async Task JudgedByTheItemItBringsAlong_TheSameCasesAreLate()
    {
        var register = (await PermitLog.Profile()).Target.Register!;
        var judged = (await Facts(PermitLog.Csv)).GroupBy(fact => fact.CaseNo)
            .Select(facts => Judging.Judge(register.Item, facts, register.EffectiveFrom)).ToList();
        Assert.Equal(377, judged.Count(judgement => judgement.Late));
        Assert.Equal(377, judged.Count(judgement => judgement.Faults.Any(fault => fault.Kind == RuleKind.PromiseMissed && fault.Facts.Any(f => f.Key == "doneAt" && f.Value.Length > 0))));
        // Nothing about the quality of data is said of history.
        Assert.DoesNotContain(judged, judgement => judgement.Faults.Any(fault => fault.Kind == RuleKind.StepsWithinSeconds));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Line(CaseFact fact) => string.Join(
        '|', fact.CaseNo, fact.EventId, fact.Kind, fact.OccurredAt.Ticks, fact.Step, fact.Post, fact.Handler, fact.Details.AppliedAt?.Ticks,
        fact.Details.PromisedClosingTime?.Ticks, fact.Details.ClosedAt?.Ticks, fact.Details.Channel,
        string.Join(';', fact.Details.Extra), string.Join(';', fact.Details.Personal));

    private static async Task<List<CaseFact>> Facts(LogFile file) =>
        [.. (await Reading.All(file, await PermitLog.Profile())).Select(item => Assert.IsType<LogFact>(item).Fact)];
}
