using Grains.Rules;
using Xunit;

namespace Grains.Tests.Rules;

public sealed class OverlayTests
{
    private static readonly Rule Optional = Layers.Rule("late-entry") with { Mandatory = false };

    private static readonly Rulebook Inherited = Layers.Layer(Layers.Province, 1, Layers.Day1, Layers.Rule("promise-missed"), Optional).Book;

    [Fact]
    public void Layer_SetsItsRulesInPlaceOfTheInheritedAndAddsTheRest()
    {
        var own = Layers.Rule("promise-missed") with { Points = 90 };
        var laid = Overlay.Lay(Inherited.Rules, Layers.Layer(Layers.City, 2, Layers.Day1, Layers.Rule("silent-feed"), own));
        Assert.Equal(["promise-missed", "late-entry", "silent-feed"], laid.Select(rule => rule.Code));
        Assert.Equal([2, null, 2], laid.Select(rule => rule.Origin?.Version));
        Assert.Equal(90, laid[0].Points);
    }

    [Fact]
    public void OptionalRule_MayBeSwitchedOff_AMandatoryOneMayNot()
    {
        var layer = Layers.Layer(Layers.City, 2, Layers.Day1);
        var off = layer with { Book = layer.Book with { SwitchedOff = ["late-entry", "promise-missed", "no-such-rule"] } };
        Assert.Equal(["promise-missed"], Overlay.Lay(Inherited.Rules, off).Select(rule => rule.Code));
        Assert.Equal(
            [("$.switchedOff[1]", "loosens-mandatory"), ("$.switchedOff[2]", "unknown-rule")],
            Overlay.Faults(Inherited, off.Book).Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void RuleThatTheProvinceTightensLater_HoldsAsTheProvinceHasIt()
    {
        var city = Layers.Layer(Layers.City, 2, Layers.Day1, Layers.Rule("promise-missed") with { Points = 20 });
        Assert.Equal(20, Overlay.Lay(Inherited.Rules, city)[0].Points);
        var tightened = Inherited.Rules.SetItem(0, Inherited.Rules[0] with { Points = 30 });
        Assert.Equal(30, Overlay.Lay(tightened, city)[0].Points);
    }

    [Fact]
    public void KindOfAnInheritedRule_IsNotChanged() =>
        Assert.Equal("kind-changed", Overlay.Faults(Inherited, Layers.Layer(Layers.City, 2, Layers.Day1, Optional with { Kind = RuleKind.DueSoon }).Book)[0].Code);
}
