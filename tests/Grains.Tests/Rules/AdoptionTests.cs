using Grains.Rules;
using Xunit;

namespace Grains.Tests.Rules;

public sealed class AdoptionTests
{
    private static readonly Rulebook Shipped = Preset.ShenzhenBase;

    [Fact]
    public void ShippedRulebook_LacksNothing() => Assert.Empty(Adoption.Lacking(Shipped));

    [Fact]
    public void RulebookFromBefore_LacksTheNewRuleAndTheClausesForKindsOfItem()
    {
        var before = Shipped with
        {
            Rules = [.. Shipped.Rules.Where(rule => rule.Kind != RuleKind.UnlawfulExtension).Select(rule => rule.Code == "legal-limit-missed" ? rule with { KindClauses = [], Points = 90 } : rule)],
        };
        Assert.Equal(["legal-limit-missed", "unlawful-extension"], Adoption.Lacking(before).Select(rule => rule.Code));
        var adopted = Adoption.Of(before);
        Assert.Equal((90, Shipped.Find("legal-limit-missed")!.KindClauses), (adopted.Find("legal-limit-missed")!.Points, adopted.Find("legal-limit-missed")!.KindClauses));
        Assert.Equal(Shipped.Find("unlawful-extension"), adopted.Rules[^1]);
        Assert.Empty(Adoption.Lacking(adopted));
    }

    [Fact]
    public void RuleOfItsKindUnderAnotherCode_IsEnough_AndAnotherLawIsLeftAsItIs()
    {
        var own = Shipped with
        {
            Rules =
            [
                .. Shipped.Rules.Select(rule => rule.Kind switch
                {
                    RuleKind.UnlawfulExtension => rule with { Code = "own-extension" },
                    RuleKind.LegalLimitMissed => rule with { Clause = "省条例第三条", KindClauses = [] },
                    _ => rule,
                }),
            ],
        };
        Assert.Empty(Adoption.Lacking(own));
    }
}
