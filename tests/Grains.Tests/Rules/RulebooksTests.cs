using Grains.Catalogue;
using Grains.Rules;
using Grains.Tests.Cases;
using Tenancy;
using Xunit;

namespace Grains.Tests.Rules;

public sealed class RulebooksTests
{
    private static readonly Rulebook First = Preset.ShenzhenBase;

    private static readonly Rulebook Second = First with
    {
        Version = 2,
        EffectiveFrom = Story.Local("2026-03-18 00:00"),
        Rules = [.. First.Rules.Select(rule => rule.Code == "legal-limit-missed" ? rule with { Points = 80 } : rule)],
    };

    [Fact]
    public void VersionInForce_IsTheLastThatHasTakenEffect()
    {
        var books = new Rulebooks([Second, First], Level.County, new Dictionary<string, int>());
        Assert.Null(books.At(Story.Local("2007-02-09 23:59")));
        Assert.Equal(1, books.At(Story.Local("2026-03-17 23:59"))!.Version);
        Assert.Equal(2, books.At(Story.Local("2026-03-18 00:00"))!.Version);
        Assert.Equal(Story.Local("2026-03-18 00:00"), books.NextChangeAfter(Story.Local("2026-03-17 23:59")));
        Assert.Null(books.NextChangeAfter(Story.Local("2026-03-18 00:00")));
    }

    [Fact]
    public void Fault_IsJudgedByTheRulesOfTheDayOnWhichItBecameTrue()
    {
        var judged = Story.Accepted().Judged("2026-03-31 09:00", rules: new([First, Second], Level.County, new Dictionary<string, int>()));
        Assert.Equal(1, judged.Of(RuleKind.PromiseMissed)!.RulebookVersion);
        Assert.Equal((2, 80), (judged.Of(RuleKind.LegalLimitMissed)!.RulebookVersion, judged.Of(RuleKind.LegalLimitMissed)!.Points));
    }

    [Fact]
    public void OpenCase_IsLookedAtWhenANewVersionTakesEffect() =>
        Assert.Equal(
            Story.Local("2026-03-05 00:00"),
            Story.Accepted().Judged("2026-03-03 09:00", rules: new([First, Second with { EffectiveFrom = Story.Local("2026-03-05 00:00") }], Level.County, new Dictionary<string, int>())).NextCheckAt);

    [Fact]
    public void BeforeTheFirstVersion_NothingIsAFault() =>
        Assert.Empty(Story.Accepted().Judged("2026-03-17 09:00", rules: Rulebooks.None).Faults);

    [Theory]
    [InlineData(Level.County, ItemKind.Permit, "traffic", true)]
    [InlineData(Level.City, ItemKind.Permit, "traffic", false)]
    [InlineData(Level.County, ItemKind.Penalty, "traffic", false)]
    [InlineData(Level.County, ItemKind.Permit, "health", false)]
    public void Rule_LooksOnlyWhereItsScopeReaches(Level level, ItemKind kind, string department, bool found)
    {
        var scope = new RuleScope([Level.County], [ItemKind.Permit], [department]);
        var book = First with { Rules = [First.Find("promise-missed")! with { Scope = scope }] };
        var rules = new Rulebooks([book], level, new Dictionary<string, int> { ["traffic"] = 7, ["health"] = 8 });
        var judged = Story.Accepted().Judged("2026-03-17 09:00", Permit.Item with { Kind = kind }, rules: rules);
        Assert.Equal(found, judged.Of(RuleKind.PromiseMissed) is not null);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void WarningThatHeldBefore_KeepsItsDayUnderAnotherVersion(int workingDays)
    {
        var soon = First.Find("due-soon")!;
        var next = First with
        {
            Version = 2,
            EffectiveFrom = Story.Local("2026-03-12 12:00"),
            Rules = First.Rules.Replace(soon, soon with { Parameters = [new(RuleParameter.WorkingDays, workingDays)] }),
        };
        var rules = new Rulebooks([First, next], Level.County, new Dictionary<string, int>());
        var warned = Story.Accepted().Judged("2026-03-12 13:00", rules: rules).Of(RuleKind.DueSoon);
        Assert.Equal((Story.Local("2026-03-11 00:00"), 1), (warned!.TrueFrom, warned.RulebookVersion));
    }

    [Fact]
    public void RuleThatWarnsEarlierThanTheOneBefore_WarnsFromWhenItTookEffect()
    {
        var soon = First.Find("due-soon")!;
        var next = First with
        {
            Version = 2,
            EffectiveFrom = Story.Local("2026-03-10 12:00"),
            Rules = First.Rules.Replace(soon, soon with { Parameters = [new(RuleParameter.WorkingDays, 5)] }),
        };
        var warned = Story.Accepted().Judged("2026-03-11 13:00", rules: new([First, next], Level.County, new Dictionary<string, int>())).Of(RuleKind.DueSoon);
        Assert.Equal((Story.Local("2026-03-10 12:00"), 2), (warned!.TrueFrom, warned.RulebookVersion));
    }

    [Fact]
    public void TwoRulesOfOneKind_RaiseASignalEach()
    {
        var soon = First.Find("due-soon")!;
        var sooner = soon with { Code = "due-sooner", Parameters = [new(RuleParameter.WorkingDays, 5)] };
        var rules = new Rulebooks([First with { Rules = [soon, sooner] }], Level.County, new Dictionary<string, int>());
        Assert.Equal(["due-sooner"], Story.Accepted().Judged("2026-03-10 09:00", rules: rules).Faults.Select(fault => fault.Rule));
        Assert.Equal(["due-soon", "due-sooner"], Story.Accepted().Judged("2026-03-11 09:00", rules: rules).Faults.Select(fault => fault.Rule));
    }
}
