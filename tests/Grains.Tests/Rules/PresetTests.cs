using Grains.Rules;
using Xunit;

namespace Grains.Tests.Rules;

public sealed class PresetTests
{
    [Fact]
    public void ShenzhenBase_HasARuleOfEveryKind() =>
        Assert.Equal(Enum.GetValues<RuleKind>(), Preset.ShenzhenBase.Rules.Select(rule => rule.Kind).Distinct().Order());

    [Fact]
    public void ShenzhenBase_CitesAClauseAndSaysWhereItsPointsComeFrom() => Assert.All(Preset.ShenzhenBase.Rules, rule =>
    {
        Assert.Contains('第', rule.Clause + "第");
        Assert.Equal(Rule.PlatformDefault, rule.PointsSource);
        Assert.NotEqual(rule.Name, rule.EnglishName);
    });

    [Theory]
    [InlineData("due-today", Colour.Green)]
    [InlineData("due-soon", Colour.Yellow)]
    [InlineData("promise-missed", Colour.Yellow)]
    [InlineData("legal-limit-missed", Colour.Red)]
    [InlineData("retired-item", Colour.Red)]
    public void ShenzhenBase_HasTheColoursOfTheMeasures(string code, Colour colour) =>
        Assert.Equal(colour, Preset.ShenzhenBase.Find(code)?.Colour);

    [Fact]
    public void YellowOfArticleEleven_TurnsRedAfterOneWorkingDay() => Assert.All(
        Preset.ShenzhenBase.Rules.Where(rule => rule.Colour == Colour.Yellow && !rule.Kind.IsPassing() && !IsDoubt(rule.Kind)),
        rule => Assert.Equal(1, rule.RedAfter));

    /// <summary>How something was recorded cannot be corrected afterwards: a doubt is for an inspector to check.</summary>
    private static bool IsDoubt(RuleKind kind) => kind is RuleKind.LateEntry or RuleKind.BatchEntry or RuleKind.StepsWithinSeconds or RuleKind.DeadlineMovedLate;
}
