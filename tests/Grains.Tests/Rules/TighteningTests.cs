using Grains.Rules;
using Tenancy;
using Xunit;

namespace Grains.Tests.Rules;

public sealed class TighteningTests
{
    private static readonly Rule Missed = Layers.Rule("promise-missed");

    [Fact]
    public void SameRule_LoosensNothing() => Assert.Empty(Tightening.Loosenings(Missed, Missed));

    [Fact]
    public void StricterRule_LoosensNothing() => Assert.Empty(
        Tightening.Loosenings(Missed, Missed with { Colour = Colour.Red, Points = 50, RedPoints = 50, RedAfter = null, Clause = "衢州市规定" }));

    [Theory]
    [InlineData("due-soon", "workingDays", 5, null)]
    [InlineData("due-soon", "workingDays", 2, "$.parameters.workingDays")]
    [InlineData("batch-entry", "count", 5, null)]
    [InlineData("batch-entry", "count", 11, "$.parameters.count")]
    [InlineData("batch-entry", "seconds", 120, null)]
    [InlineData("batch-entry", "seconds", 30, "$.parameters.seconds")]
    [InlineData("silent-feed", "workingDays", 1, null)]
    [InlineData("silent-feed", "workingDays", 4, "$.parameters.workingDays")]
    public void Number_MayOnlyMoveToTheStricterSide(string code, string parameter, int value, string? fault)
    {
        var rule = Layers.Rule(code);
        Assert.Equal(fault, Tightening.Loosenings(rule, rule.With(parameter, value)).SingleOrDefault()?.Path);
    }

    public static TheoryData<string, Func<Rule, Rule>> Looser => new()
    {
        { "$.colour", rule => rule with { Colour = Colour.Green } },
        { "$.points", rule => rule with { Points = 5 } },
        { "$.points", rule => rule with { Colour = Colour.Red, Points = rule.RedPoints - 1, RedPoints = 0, RedAfter = null } },
        { "$.redPoints", rule => rule with { RedPoints = 20 } },
        { "$.redAfterWorkingDays", rule => rule with { RedAfter = 2 } },
        { "$.redAfterWorkingDays", rule => rule with { RedAfter = null } },
        { "$.mandatory", rule => rule with { Mandatory = false } },
        { "$.kind", rule => rule with { Kind = RuleKind.DueSoon } },
        { "$.scope.levels", rule => rule with { Scope = new([Level.County], [], []) } },
        { "$.scope.departments", rule => rule with { Scope = new([], [], ["D1"]) } },
    };

    [Theory]
    [MemberData(nameof(Looser))]
    public void LooserRule_IsToldWhereItIs(string path, Func<Rule, Rule> loosen)
    {
        var faults = Tightening.Loosenings(Missed, loosen(Missed)).ToList();
        Assert.Contains(faults, fault => fault.Path == path && fault.Code == "loosens-mandatory");
    }
}
