using Grains.Cases;
using Grains.Catalogue;
using Grains.Rules;
using Platform.Tests.Import;
using Tenancy;
using Web.Demo;
using Web.Demo.Items;
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
        Assert.Equal(["S1", "S2", "S3", "forward", "S4"], script.Events.Where(e => e.Kind == CaseEventKind.StepCompleted).Select(e => e.Step));
        Assert.Equal(CaseEventKind.Submitted, script.Events[0].Kind);
        Assert.Equal(CaseEventKind.Accepted, script.Events[1].Kind);
        Assert.Contains(script.Events, e => e.Kind == CaseEventKind.Closed);
        AssertInOrder(script);
    }

    [Fact]
    public async Task EveryItemOfTheDemo_HasALawfulScriptFromEveryKindOfTape()
    {
        var tape = await PermitTape.Read(PermitLog.Csv, TestContext.Current.CancellationToken);
        var county = new Jurisdiction(new(1), "330802", "330802", "柯城区", Level.County, null, "Asia/Shanghai", "data");
        foreach (var (index, item) in DemoCatalogue.For(county).Items.Index())
        {
            for (var k = 0; k < 50; k++)
            {
                var script = Script(item.Content, tape[(index * 50 + k) % tape.Length].PromisedWithin(TimeSpan.FromDays(7)));
                AssertInOrder(script);
                var done = script.Events.Where(e => e.Kind == CaseEventKind.StepCompleted).Select(e => e.Step).ToList();
                var flow = item.Content.Flow!.Steps;
                Assert.Equal(flow[0].Code, done[0]);
                Assert.All(done.Zip(done.Skip(1)), pair => Assert.Contains(pair.Second, flow.Single(step => step.Code == pair.First).Next));
            }
        }
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
    public void EveryRuleOfACase_IsFoundBroken(RuleKind rule)
    {
        var item = rule == RuleKind.ForwardedLate ? DemoItems.ReportedUp : DemoItems.Permit;
        var faulty = Injection.Apply(rule, Script(item, Ordinary), item);
        Assert.NotNull(faulty);
        AssertInOrder(faulty);
        // Late entry is found on the department, by when its facts are recorded.
        if (rule == RuleKind.LateEntry)
            Assert.True(faulty.ToldAfter > TimeSpan.FromDays(7));
        else
            Assert.Contains(rule, Judging.Judge(item, Judging.Facts(faulty)).Faults.Select(fault => fault.Kind));
    }

    [Fact]
    public async Task LawfulScripts_HaveNoFaults()
    {
        var tape = (await PermitTape.Read(PermitLog.Csv, TestContext.Current.CancellationToken)).Where(c => !c.Late && c.Ended > TimeSpan.FromHours(1)).ToList();
        var county = new Jurisdiction(new(1), "330802", "330802", "柯城区", Level.County, null, "Asia/Shanghai", "data");
        List<string> faults = [];
        foreach (var (index, item) in DemoCatalogue.For(county).Items.Where(item => item.RetiredFrom is null).Index())
        {
            var limit = item.Content.Limits!.Promised ?? item.Content.Limits.Legal;
            for (var k = 0; k < 20; k++)
            {
                var script = Script(item.Content, tape[((index * 20) + k) % tape.Count].PromisedWithin(Traffic.CalendarTime(limit)));
                faults.AddRange(Judging.Judge(item.Content, Judging.Facts(script)).Faults.Select(fault => $"{item.Pattern} {fault.Kind} {string.Join(' ', fault.Facts)}"));
            }
        }

        Assert.Empty(faults);
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

    private static void AssertInOrder(CaseScript script) => Assert.All(
        script.Events.Zip(script.Events.Skip(1)),
        pair => Assert.True(pair.First.At <= pair.Second.At, $"{script.Item}: {pair.First.Kind} at {pair.First.At} before {pair.Second.Kind} at {pair.Second.At}"));

    private static CaseScript Script(ItemContent item, TapeCase tape)
    {
        // A seed whose first draws approve: what a refusal looks like is not the subject.
        for (ulong seed = 1; ; seed++)
        {
            var script = new ScriptWriter(item, tape, new Chance(seed)).Write();
            if (script.IndexOf(CaseEventKind.Rejected) < 0)
                return script;
        }
    }
}
