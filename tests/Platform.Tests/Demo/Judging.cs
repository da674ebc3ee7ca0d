using System.Collections.Immutable;
using System.Text.Json;
using Grains.Calendars;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Rules;
using Tenancy;
using Web.Demo;

namespace Platform.Tests.Demo;

/// <summary>Judges cases by a rulebook that has one rule of every kind, with default parameters.</summary>
internal static class Judging
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    public static WorkCalendar Calendar { get; } = WorkCalendar.National(ShippedArrangements.All, Zone.Of("Asia/Shanghai"), 1);

    private static readonly Rulebooks Rules = new(
        [new Rulebook(1, "全部", "all", DateTimeOffset.UnixEpoch, [.. Enum.GetValues<RuleKind>().Select(Rule)])],
        Level.County, ImmutableDictionary<string, int>.Empty);

    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web);

    public static Judgement Judge(ItemContent item, IEnumerable<CaseFact> facts, DateOnly? effectiveFrom = null)
    {
        var version = item.ToVersion(1, 1, 1, effectiveFrom ?? new DateOnly(2020, 1, 1), null);
        var state = Case.Fold(facts.Select((fact, index) => new RecordedFact(fact, index + 1, Now, null)));
        return CaseJudge.Judge(state, new CaseJudging(version, ItemRetired: false, Rules, Calendar, Now));
    }

    /// <summary>The script told in one go, its last event a minute ago: as the demo would after the longest of waits.</summary>
    public static IEnumerable<CaseFact> Facts(CaseScript script)
    {
        var accepted = Now - TimeSpan.FromMinutes(1) - script.Events[^1].At;
        return script.Events.Select((e, i) => ToFact(DemoEvent.Date(e, i + 1, "1", script.Item, "D", accepted, accepted + e.At), e.Kind));
    }

    private static CaseFact ToFact(DemoEvent told, CaseEventKind kind) => new(
        told.EventId, told.CaseNo, told.ItemCode, kind, told.OccurredAt.ToUniversalTime(), told.Step, told.Post, told.Handler,
        JsonSerializer.Deserialize<CaseDetails>(JsonSerializer.Serialize(told.Data, Wire), Wire)!, CaseSource.Interface);

    private static Rule Rule(RuleKind kind) => new()
    {
        Code = kind.Name(),
        Kind = kind,
        Name = kind.Name(),
        EnglishName = kind.Name(),
        Colour = Colour.Yellow,
        Clause = "test",
        Supervision = Supervision.Efficiency,
    };
}
