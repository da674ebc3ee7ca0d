using Grains.Cases;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;
using Grains.Tests.Cases;
using Xunit;

namespace Grains.Tests.Rules;

public sealed class BaseClauseTests
{
    public static TheoryData<RuleKind> Kinds() => [.. Enum.GetValues<RuleKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void BaseRulebook_HasEveryKind_AndEachCitesALawOrTheMeasures(RuleKind kind)
    {
        var rule = Assert.Single(Preset.ShenzhenBase.Rules, one => one.Kind == kind);
        Assert.Matches("(行政许可法|深圳市行政审批电子监察办法)第.+条|督办通知", rule.Clause);
    }

    // Art. 11 is what a yellow signal rests on, art. 12 a red one; art. 10 the green one.
    [Theory]
    [InlineData(RuleKind.DueToday, "第十条")]
    [InlineData(RuleKind.PromiseMissed, "第十一条第(二)项")]
    [InlineData(RuleKind.ForwardedLate, "第十一条第(三)项")]
    [InlineData(RuleKind.SecondSupplementRequest, "第十一条第(五)项")]
    [InlineData(RuleKind.RefusalWithoutReason, "第十一条第(六)项")]
    [InlineData(RuleKind.ResultUnpublished, "第十一条第(八)项")]
    [InlineData(RuleKind.DocumentUndelivered, "第十一条第(九)项")]
    [InlineData(RuleKind.SilentFeed, "第十一条第(十)项")]
    [InlineData(RuleKind.LateEntry, "第十一条第(十)项")]
    [InlineData(RuleKind.RetiredItem, "第十二条第(一)项")]
    [InlineData(RuleKind.FlowDeviation, "第十二条第(三)项")]
    [InlineData(RuleKind.DecidedWithoutPower, "第十二条第(五)项")]
    [InlineData(RuleKind.MandatoryStepMissing, "行政许可法第四十六条")]
    [InlineData(RuleKind.DecisionAgainstResult, "第十二条第(六)(七)(八)项")]
    [InlineData(RuleKind.EventAfterDecision, "行政许可法第八条")]
    [InlineData(RuleKind.ChargeOutsideCatalogue, "第十二条第(十)项")]
    public void BaseRulebook_CitesTheClauseOfTheFault(RuleKind kind, string clause) =>
        Assert.Contains(clause, Preset.ShenzhenBase.Rules.Single(rule => rule.Kind == kind).Clause, StringComparison.Ordinal);

    [Theory]
    [InlineData(ItemKind.Permit, "行政许可法第四十二条", "行政处罚法")]
    [InlineData(ItemKind.Penalty, "行政处罚法第六十条", "行政许可法")]
    public void LateCase_CitesTheLawOfItsKind(ItemKind kind, string law, string other)
    {
        var item = Permit.Item with { Kind = kind, Limits = Permit.Item.Limits with { Legal = Limit.CalendarDays(90), Promised = null } };
        var late = new Story().On("2026-03-02 09:00", kind == ItemKind.Permit ? CaseEventKind.Accepted : CaseEventKind.CaseFiled)
            .Judged("2026-07-01 09:00", item).Of(RuleKind.LegalLimitMissed);
        Assert.Contains(law, late!.Clause, StringComparison.Ordinal);
        Assert.DoesNotContain(other, late.Clause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RuleKind.UnlawfulPause)]
    [InlineData(RuleKind.OverlongPause)]
    [InlineData(RuleKind.UnlawfulExtension)]
    [InlineData(RuleKind.DeadlineMovedLate)]
    [InlineData(RuleKind.PromiseBeyondLegalLimit)]
    public void RulesOnTheLimitOfAPenalty_CiteThePenaltyLaw(RuleKind kind) =>
        Assert.StartsWith("行政处罚法第六十条;", Preset.ShenzhenBase.Rules.Single(rule => rule.Kind == kind).ClauseFor(ItemKind.Penalty), StringComparison.Ordinal);
}
