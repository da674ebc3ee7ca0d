using System.Collections.Immutable;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;

namespace Web.Demo;

/// <summary>Turns a lawful script into one that some rule must find fault with. Which events that takes is told in docs/demo.md.</summary>
internal static class Injection
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(20);
    private static readonly ImmutableDictionary<string, object> Nothing = ImmutableDictionary<string, object>.Empty;

    /// <summary>The rules a single case can break; the others are broken by how a department tells its cases.</summary>
    public static ImmutableArray<RuleKind> OfCases { get; } =
    [
        RuleKind.PromiseMissed, RuleKind.LegalLimitMissed, RuleKind.PromiseBeyondLegalLimit, RuleKind.ForwardedLate,
        RuleKind.UnlawfulPause, RuleKind.OverlongPause, RuleKind.SupplementAfterAcceptance, RuleKind.SecondSupplementRequest,
        RuleKind.PrerequisiteMissing, RuleKind.StepOverdue, RuleKind.RefusalWithoutReason, RuleKind.ResultUnpublished,
        RuleKind.DocumentUndelivered, RuleKind.MandatoryStepMissing, RuleKind.DecisionAgainstResult, RuleKind.FlowDeviation,
        RuleKind.DecidedWithoutPower, RuleKind.ChargeOutsideCatalogue, RuleKind.EventAfterDecision, RuleKind.LateEntry,
        RuleKind.StepsWithinSeconds,
    ];

    /// <summary>The script with the fault in it; null when a case of this item cannot have it, or this case does not get so far.</summary>
    public static CaseScript? Apply(RuleKind rule, CaseScript script, ItemContent item) => rule switch
    {
        RuleKind.PromiseMissed when item.Limits!.Promised is { } promised && Days(promised) < Days(item.Limits.Legal) => DecideAfter(script, Days(promised) + 1),
        RuleKind.LegalLimitMissed => DecideAfter(script, Days(item.Limits!.Legal) + 4),
        RuleKind.PromiseBeyondLegalLimit => PromiseTooLate(script, Days(item.Limits!.Legal) + 30),
        RuleKind.ForwardedLate when item.ReportedUp => ForwardAfter(script, Days(item.Limits!.Forward ?? item.Limits.Legal) + 4),
        RuleKind.UnlawfulPause => Pause(script, "staff-leave", proof: null, TimeSpan.FromMinutes(10)),
        RuleKind.OverlongPause => Pause(script, "testing", proof: "告知〔2026〕18号", TimeSpan.FromDays(15)) is { } paused ? paused with { ToldAfter = TimeSpan.Zero } : null,
        RuleKind.SupplementAfterAcceptance => AskAfterAcceptance(script),
        RuleKind.SecondSupplementRequest => TwoSupplements(script),
        RuleKind.PrerequisiteMissing when !item.Prerequisites.IsEmpty => Change(script, CaseEventKind.Accepted, e => e with { Data = e.Data.Remove("prerequisites") }),
        RuleKind.StepOverdue => OverdueStep(script, item),
        RuleKind.RefusalWithoutReason => Refuse(script),
        RuleKind.ResultUnpublished => Forget(script, CaseEventKind.Published),
        RuleKind.DocumentUndelivered => Forget(script, CaseEventKind.Delivered),
        RuleKind.MandatoryStepMissing => MandatoryStep(script, item, (broken, place) => broken with { Events = broken.Events.RemoveAll(e => e.Step == broken.Events[place].Step) }),
        RuleKind.DecisionAgainstResult => MandatoryStep(script, item, (broken, place) =>
            broken.With(place, broken.Events[place] with { Data = broken.Events[place].Data.SetItem("result", "failed") })),
        RuleKind.FlowDeviation => SwapSteps(script),
        RuleKind.DecidedWithoutPower when item.Flow!.Steps[0].Posts[0] != item.Flow.DecidingPost => Change(script, CaseEventKind.Approved, e => e with { Post = item.Flow.Steps[0].Posts[0] }),
        RuleKind.ChargeOutsideCatalogue => Charge(script),
        RuleKind.EventAfterDecision => AlterDecision(script),
        RuleKind.LateEntry => script with { ToldAfter = TimeSpan.FromDays(9) },
        RuleKind.StepsWithinSeconds => Rush(script),
        _ => null,
    };

    /// <summary>Calendar days that surely hold a limit: weekends and the longest holiday included.</summary>
    private static double Days(Limit limit) => limit.Unit switch
    {
        LimitUnit.WorkingDays => (limit.Amount * 1.4) + 10,
        LimitUnit.CalendarDays => limit.Amount + 8,
        LimitUnit.Months => (limit.Amount * 31) + 8,
        _ => limit.Amount / 24.0,
    };

    /// <summary>The step that decides, and all behind it, so much later.</summary>
    private static CaseScript? DecideAfter(CaseScript script, double days)
    {
        var place = script.Decision;
        return place < 0 ? null : script.Delay(LastStepBefore(script, place), TimeSpan.FromDays(days)) with { ToldAfter = TimeSpan.Zero };
    }

    private static CaseScript? ForwardAfter(CaseScript script, double days)
    {
        var place = script.IndexOf(CaseEventKind.Forwarded);
        return place < 0 ? null : script.Delay(LastStepBefore(script, place), TimeSpan.FromDays(days)) with { ToldAfter = TimeSpan.Zero };
    }

    /// <summary>Where the step begins to be told whose act stands at a place.</summary>
    private static int LastStepBefore(CaseScript script, int place)
    {
        while (place > 0 && script.Events[place].Kind != CaseEventKind.StepCompleted)
            place--;
        while (place > 0 && script.Events[place - 1].Kind == CaseEventKind.FeeCharged)
            place--;
        return place;
    }

    private static CaseScript? PromiseTooLate(CaseScript script, double days) =>
        Change(script, CaseEventKind.Accepted, e => e with { Data = e.Data.SetItem("promisedClosingTime", TimeSpan.FromDays(days)) });

    private static CaseScript? Pause(CaseScript script, string ground, string? proof, TimeSpan length)
    {
        var accepted = script.IndexOf(CaseEventKind.Accepted);
        if (accepted < 0)
            return null;
        var start = script.Events[accepted];
        var data = Nothing.Add("ground", ground).Add("expectedDays", 3);
        if (proof is not null)
            data = data.Add("noticeProof", proof);
        return script.Delay(accepted + 1, length + (2 * Moment))
            .Insert(accepted + 1, start with { Kind = CaseEventKind.Suspended, At = start.At + Moment, Data = data })
            .Insert(accepted + 2, start with
            {
                Kind = CaseEventKind.Resumed,
                At = start.At + Moment + length,
                Data = proof is null ? Nothing : Nothing.Add("result", "passed"),
            });
    }

    private static CaseScript? AskAfterAcceptance(CaseScript script)
    {
        var accepted = script.IndexOf(CaseEventKind.Accepted);
        if (accepted < 0)
            return null;
        var start = script.Events[accepted];
        return script.Delay(accepted + 1, 2 * Moment).Insert(accepted + 1, start with
        {
            Kind = CaseEventKind.SupplementRequested,
            At = start.At + Moment,
            Data = Missing("身份证明复印件"),
        });
    }

    private static CaseScript? TwoSupplements(CaseScript script)
    {
        var submitted = script.IndexOf(CaseEventKind.Submitted);
        if (submitted < 0)
            return null;
        // Received five minutes earlier, so that all of it comes before acceptance.
        var first = script.Events[submitted] with { At = script.Events[submitted].At - TimeSpan.FromMinutes(5) };
        ScriptedEvent At(CaseEventKind kind, int seconds, ImmutableDictionary<string, object> data) =>
            first with { Kind = kind, At = first.At + TimeSpan.FromSeconds(seconds), Data = data };
        return script with
        {
            Events =
            [
                .. script.Events[..submitted],
                first,
                At(CaseEventKind.SupplementRequested, 60, Missing("申请表")),
                At(CaseEventKind.SupplementReceived, 120, Nothing),
                At(CaseEventKind.SupplementRequested, 180, Missing("场地证明")),
                At(CaseEventKind.SupplementReceived, 240, Nothing),
                .. script.Events[(submitted + 1)..],
            ],
        };
    }

    private static ImmutableDictionary<string, object> Missing(string material) =>
        Nothing.Add("materials", ImmutableArray.Create(material));

    private static CaseScript? OverdueStep(CaseScript script, ItemContent item)
    {
        var place = script.Events.Select(e => e.Step).ToList()
            .FindLastIndex(code => item.Flow!.Steps.Any(step => step.Code == code && step.Limit is not null));
        if (place < 1)
            return null;
        var limit = item.Flow!.Steps.Single(step => step.Code == script.Events[place].Step).Limit!.Value;
        return script.Delay(place, TimeSpan.FromDays(Days(limit) + 1)) with { ToldAfter = TimeSpan.Zero };
    }

    private static CaseScript? Refuse(CaseScript script) => script.Approval < 0 ? null :
        Change(script.Without(CaseEventKind.Published, CaseEventKind.Delivered), CaseEventKind.Approved, e => e with { Kind = CaseEventKind.Rejected, Data = Nothing });

    /// <summary>The duty is never done; the case is closed forty days later as if it had been.</summary>
    private static CaseScript? Forget(CaseScript script, CaseEventKind duty)
    {
        if (script.IndexOf(duty) < 0)
            return null;
        var without = script.Without(duty);
        return without.Delay(without.IndexOf(CaseEventKind.Closed), TimeSpan.FromDays(40)) with { ToldAfter = TimeSpan.Zero };
    }

    private static CaseScript? MandatoryStep(CaseScript script, ItemContent item, Func<CaseScript, int, CaseScript> change)
    {
        var place = script.Events.Select(e => (e.Kind, e.Step)).ToList().FindIndex(e =>
            e.Kind == CaseEventKind.StepCompleted && item.Flow!.Steps.Any(step => step.Code == e.Step && step.Mandatory is not null));
        return place < 0 || script.Approval < 0 ? null : change(script, place);
    }

    private static CaseScript? SwapSteps(CaseScript script)
    {
        var done = script.Events.Index().Where(e => e.Item.Kind == CaseEventKind.StepCompleted).Select(e => e.Index).ToList();
        if (done.Count < 2)
            return null;
        var (first, second) = (script.Events[done[0]], script.Events[done[1]]);
        return script
            .With(done[0], first with { Step = second.Step, Post = second.Post, Handler = second.Handler, Data = second.Data })
            .With(done[1], second with { Step = first.Step, Post = first.Post, Handler = first.Handler, Data = first.Data });
    }

    private static CaseScript? Charge(CaseScript script)
    {
        var place = script.Approval;
        return place < 0 ? null : script.Insert(place, script.Events[place] with
        {
            Kind = CaseEventKind.FeeCharged,
            Data = Nothing.Add("feeType", "deposit").Add("feeItem", "保证金").Add("amount", 5000m).Add("basis", ""),
        });
    }

    private static CaseScript? AlterDecision(CaseScript script)
    {
        var closed = script.IndexOf(CaseEventKind.Closed);
        return closed < 0 || script.Approval < 0 ? null : script.Insert(closed + 1, script.Events[script.Approval] with
        {
            At = script.Events[closed].At + (2 * Moment),
            Data = script.Events[script.Approval].Data.SetItem("documentNumber", "许字0001号"),
        });
    }

    private static CaseScript? Rush(CaseScript script)
    {
        var start = script.Events[0].At;
        return script.Events.Count(e => e.Kind == CaseEventKind.StepCompleted) < 2 ? null : script with
        {
            Events = [.. script.Events.Select((e, i) => e with { At = start + TimeSpan.FromSeconds(i) })],
            ToldAfter = TimeSpan.Zero,
        };
    }

    private static CaseScript? Change(CaseScript script, CaseEventKind kind, Func<ScriptedEvent, ScriptedEvent> change) =>
        script.IndexOf(kind) is >= 0 and var place ? script.With(place, change(script.Events[place])) : null;
}
