using Grains.Catalogue;
using Grains.Clocks;
using Xunit;

namespace Grains.Tests.Catalogue;

public sealed class CompletenessTests
{
    [Fact]
    public void CompleteItem_HasNoFinding() => Assert.Empty(Completeness.Check(Complete.Permit()));

    [Fact]
    public void EmptyDocument_LacksEveryElement()
    {
        var elements = Completeness.Check(new() { Kind = ItemKind.Permit }).Where(f => f.Blocks).Select(f => f.Element).Distinct().ToHashSet();

        Assert.Equal(
            Enum.GetValues<Element>().Except([Element.Fees, Element.Discretion]).ToHashSet(), elements);
    }

    [Theory]
    [InlineData("legal-limit-missing")]
    [InlineData("promised-limit-missing")]
    public void ItemWithoutLimits_CannotBePublished(string code)
    {
        var findings = Completeness.Check(Complete.Permit() with { Limits = null });

        Assert.Contains(findings, f => f.Code == code && f.Blocks);
        Assert.False(Completeness.Permits(findings));
    }

    [Theory]
    [InlineData(20, LimitUnit.WorkingDays, 21, LimitUnit.WorkingDays, true)]
    [InlineData(20, LimitUnit.WorkingDays, 20, LimitUnit.WorkingDays, false)]
    [InlineData(20, LimitUnit.WorkingDays, 28, LimitUnit.CalendarDays, false)]
    [InlineData(20, LimitUnit.WorkingDays, 29, LimitUnit.CalendarDays, true)]
    [InlineData(1, LimitUnit.Months, 22, LimitUnit.WorkingDays, true)]
    [InlineData(1, LimitUnit.Months, 21, LimitUnit.WorkingDays, false)]
    [InlineData(1, LimitUnit.CalendarDays, 25, LimitUnit.Hours, true)]
    public void PromisedLimit_IsNeverLongerThanTheLegalOne(int legal, LimitUnit legalUnit, int promised, LimitUnit promisedUnit, bool refused)
    {
        var permit = Complete.Permit();
        var limits = permit.Limits! with { Legal = new(legal, legalUnit), Promised = new(promised, promisedUnit), GreenChannel = null };

        Assert.Equal(refused, Completeness.Check(permit with { Limits = limits }).Any(f => f.Code == "promised-longer-than-legal"));
    }

    [Theory]
    [InlineData(0, LimitUnit.Hours, true)]
    [InlineData(-1, LimitUnit.WorkingDays, true)]
    [InlineData(1, LimitUnit.Hours, false)]
    [InlineData(0, LimitUnit.WorkingDays, false)]
    public void LimitThatLeavesNoTimeToAct_Blocks(int amount, LimitUnit unit, bool refused)
    {
        var permit = Complete.Permit();
        var limits = permit.Limits! with { Accept = new Limit(amount, unit) };
        var step = permit.Flow!.Steps[0] with { Limit = new Limit(amount, unit) };
        Assert.Equal(refused, Completeness.Check(permit with { Limits = limits }).Any(f => f is { Code: "limit-invalid", At: "accept", Blocks: true }));
        Assert.Equal(refused, FlowCheck.Of(permit.Flow with { Steps = permit.Flow.Steps.SetItem(0, step) }).Any(f => f.Code == "step-limit-invalid"));
    }

    [Fact]
    public void PromisedLimitBeyondTheRulebooksShare_Blocks()
    {
        var permit = Complete.Permit();
        var generous = permit with { Limits = permit.Limits! with { Promised = Complete.Days(11) } };

        Assert.Empty(Completeness.Check(permit, rules: new(50)));
        Assert.Contains(Completeness.Check(generous, rules: new(50)), f => f.Code == "promised-beyond-share" && f.Blocks);
        Assert.Empty(Completeness.Check(generous));
    }

    [Theory]
    [InlineData("2015-05-09", false)]
    [InlineData("2015-05-10", true)]
    public void NonPermitApproval_WarnsFromItsAbolitionOn(string effective, bool warned)
    {
        var findings = Completeness.Check(
            Complete.Permit() with { Kind = ItemKind.NonPermitApproval }, DateOnly.Parse(effective, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(warned, findings.Any(f => f.Code == "non-permit-approval-abolished"));
        Assert.True(Completeness.Permits(findings));
    }

    [Fact]
    public void Penalty_NeedsADiscretionTableButNoForms()
    {
        var permit = Complete.Permit();
        var penalty = permit with { Kind = ItemKind.Penalty, Elements = permit.Elements with { Forms = [], Materials = [], QuantityLimit = null } };

        Assert.Equal(["discretion-missing"], Completeness.Check(penalty).Select(f => f.Code));
        Assert.Empty(Completeness.Check(penalty with { Elements = penalty.Elements with { Discretion = [new("轻微", "警告")] } }));
    }

    [Fact]
    public void Fee_NeedsBasisAndStandard()
    {
        var findings = Completeness.Check(Complete.Permit() with { Fees = [new("f1", "工本费", "", 0)] });

        Assert.Equal(["fee-basis-missing", "fee-standard-missing"], findings.Select(f => f.Code));
        Assert.All(findings, f => Assert.Equal("f1", f.At));
    }
}
