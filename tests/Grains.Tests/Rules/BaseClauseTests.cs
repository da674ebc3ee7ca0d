using Grains.Rules;
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
}
