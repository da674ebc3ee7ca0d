using Grains.Cases;
using Grains.Catalogue;
using Grains.Rules;
using Web.Demo;
using Xunit;

namespace Platform.Tests.Demo;

public sealed class ScriptTests
{
    private static readonly TapeCase Ordinary = new(
        TimeSpan.FromDays(-3), TimeSpan.FromDays(14), TimeSpan.FromDays(6), "Internet",
        [new("T02", TimeSpan.FromMinutes(1), "Resource01"), new("T04", TimeSpan.FromMinutes(3), "Resource02"), new("T05", TimeSpan.FromHours(2), "Resource01")]);

    [Fact]
    public void LawfulScript_FollowsTheFlowAndEnds()
    {
        var script = Script(DemoItems.Permit, Ordinary);
        Assert.Null(script.ToldAfter);
        Assert.Equal(["S1", "S2", "S3", "S4"], script.Events.Where(e => e.Kind == CaseEventKind.StepCompleted).Select(e => e.Step));
        Assert.Equal(CaseEventKind.Submitted, script.Events[0].Kind);
        Assert.Equal(CaseEventKind.Accepted, script.Events[1].Kind);
        Assert.Contains(script.Events, e => e.Kind == CaseEventKind.Closed);
        Assert.All(script.Events.Zip(script.Events.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At, $"{pair.First.Kind} after {pair.Second.Kind}"));
    }

    [Fact]
    public void UnfinishedCaseOfTheLog_IsNotDecided()
    {
        var script = Script(DemoItems.Simple, Ordinary with { Ended = null });
        Assert.DoesNotContain(script.Events, e => e.Kind is CaseEventKind.Approved or CaseEventKind.Rejected or CaseEventKind.Closed);
    }

    [Fact]
    public void CaseEnteredAfterItsEnd_IsToldInOneGo() =>
        Assert.Equal(TimeSpan.FromDays(2), Script(DemoItems.Simple, Ordinary with { Ended = TimeSpan.FromDays(-2) }).ToldAfter);

    [Theory]
    [MemberData(nameof(Rules))]
    public void EveryRuleOfACase_CanBeBroken(RuleKind rule)
    {
        var lawful = Script(DemoItems.Permit, Ordinary);
        var faulty = Injection.Apply(rule, lawful, DemoItems.Permit);
        Assert.NotNull(faulty);
        Assert.NotEqual(lawful, faulty);
        Assert.All(faulty.Events.Zip(faulty.Events.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At, $"{pair.First.Kind} after {pair.Second.Kind}"));
    }

    [Fact]
    public void RuleThatDoesNotFitTheItem_ChangesNothing()
    {
        var script = Script(DemoItems.Simple, Ordinary);
        Assert.Null(Injection.Apply(RuleKind.PrerequisiteMissing, script, DemoItems.Simple));
        Assert.Null(Injection.Apply(RuleKind.MandatoryStepMissing, script, DemoItems.Simple));
        Assert.Null(Injection.Apply(RuleKind.ForwardedLate, script, DemoItems.Simple));
    }

    public static TheoryData<RuleKind> Rules() => [.. Injection.OfCases];

    private static CaseScript Script(ItemContent item, TapeCase tape)
    {
        // A seed whose first draws approve: what a refusal looks like is not the subject.
        for (ulong seed = 1; ; seed++)
        {
            var script = new ScriptWriter(item, tape, new Dice(seed)).Write();
            if (script.Approval >= 0 || tape.Ended is null)
                return script;
        }
    }
}
