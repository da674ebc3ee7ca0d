using Grains.Cases;
using Grains.Catalogue;
using Grains.Clocks;

namespace Grains.Tests.Cases;

/// <summary>Random cases of every course: permits with and without loops, supplements, pauses and extensions, opinions sent up, penalties.</summary>
internal static class AnyCourse
{
    private static readonly CaseDetails Granted = new() { Days = 10, Approver = "head", Reason = "案情复杂", NoticeProof = "告知书2号" };

    private static readonly CaseDetails Fee = new() { FeeType = "fee", FeeItem = "F1", Amount = 15 };

    private static readonly CaseDetails Refusal = new() { Reason = "不符合条件", Remedies = "60日内申请复议" };

    /// <summary>An item whose survey may send the case back to review.</summary>
    public static readonly ItemVersion Looped = Permit.Inspected with
    {
        Flow = Permit.Inspected.Flow with
        {
            Steps =
            [
                Permit.Inspected.Flow.Steps[0],
                Permit.Inspected.Flow.Steps[1],
                Permit.Inspected.Flow.Steps[2] with { Next = ["decide", "review"] },
                Permit.Inspected.Flow.Steps[3],
                Permit.Inspected.Flow.Steps[4],
            ],
        },
    };

    /// <summary>A penalty, ex officio.</summary>
    public static readonly ItemVersion Penalty = Permit.Item with
    {
        Kind = ItemKind.Penalty,
        Limits = new(null, Limit.CalendarDays(90), null, null, null, null, 0, null),
        Fees = [],
        Flow = new([new("file", "立案", ["officer"], null, ["investigate"]), new("investigate", "调查", ["officer"], null, ["decide"]), new("decide", "决定", ["head"], null, [])], "head"),
    };

    /// <summary>A case handled as the law has it, told by the interface as it happens.</summary>
    /// <param name="random">What decides its course.</param>
    public static (RecordedFact[] Facts, ItemVersion Item) Tell(Random random)
    {
        var facts = new List<RecordedFact>();
        var kind = random.Next(8);
        var item = kind == 0 ? Penalty : kind == 1 ? Permit.ReportedUp : kind < 5 ? Permit.Item : Looped;
        var t = Story.Local("2026-01-05 08:30").AddDays(random.Next(180)).AddSeconds(random.Next(7 * 3600));
        var pace = random.Next(3);
        var mode = random.Next(4);
        if (kind == 0)
        {
            On(CaseEventKind.CaseFiled);
            Pass("file", "officer");
            Start("investigate", "officer");
            Gap();
            On(CaseEventKind.EvidenceTaken);
            Gap();
            On(CaseEventKind.PartyTold);
            if (random.Next(2) == 0)
            {
                Gap();
                On(CaseEventKind.Heard);
            }

            Gap();
            End("investigate", "officer");
            Gap();
            Pass("decide", "head");
            On(CaseEventKind.Decided, post: "head");
            Gap();
            On(CaseEventKind.Served);
            Gap();
            On(CaseEventKind.Executed);
            Gap();
            On(CaseEventKind.Closed);
            return ([.. facts], item);
        }

        On(CaseEventKind.Submitted);
        Gap();
        if (random.Next(4) == 0)
        {
            On(CaseEventKind.SupplementRequested);
            Gap();
            On(CaseEventKind.SupplementReceived);
            Gap();
        }

        if (random.Next(12) == 0)
        {
            On(CaseEventKind.NotAccepted, details: Refusal);
            return ([.. facts], item);
        }

        On(CaseEventKind.Accepted);
        Pass("window", "clerk");
        Gap();
        if (random.Next(4) == 0)
        {
            On(CaseEventKind.FeeCharged, details: Fee);
            Gap();
        }

        Pass("review", "officer");
        Gap();
        if (random.Next(3) == 0)
        {
            On(CaseEventKind.Suspended, details: Pauses.Hearing(5));
            Gap();
            if (random.Next(6) == 0)
            {
                On(CaseEventKind.Withdrawn);
                return ([.. facts], item);
            }

            On(CaseEventKind.Resumed, details: new() { Result = "passed" });
            Gap();
            if (random.Next(3) == 0)
            {
                On(CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "testing" });
                Gap();
                On(CaseEventKind.Resumed, details: new() { Result = "passed" });
                Gap();
            }
        }

        if (random.Next(5) == 0)
        {
            On(CaseEventKind.Extended, details: Granted);
            Gap();
        }

        if (ReferenceEquals(item, Looped))
        {
            while (random.Next(3) == 0)
            {
                Pass("survey", "officer", "failed");
                Gap();
                Pass("review", "officer");
                Gap();
            }

            Pass("survey", "officer", "passed");
            Gap();
        }

        if (item.ReportedUp)
        {
            On(CaseEventKind.Forwarded);
            Gap();
            On(CaseEventKind.Closed);
            return ([.. facts], item);
        }

        if (random.Next(6) == 0)
        {
            On(CaseEventKind.Withdrawn);
            return ([.. facts], item);
        }

        Pass("decide", "head");
        var approved = random.Next(4) > 0;
        On(approved ? CaseEventKind.Approved : CaseEventKind.Rejected, post: "head", details: approved ? null : Refusal);
        Gap();
        if (approved)
        {
            if (random.Next(2) == 0)
                Pass("certificate", "clerk");
            Gap();
            On(CaseEventKind.Published);
            Gap();
            On(CaseEventKind.Delivered);
            Gap();
        }

        if (random.Next(2) == 0)
            On(CaseEventKind.Closed);
        return ([.. facts], item);

        void Start(string step, string post)
        {
            if (mode is 0 or 1 or 3)
                On(CaseEventKind.StepStarted, step, post);
        }

        void End(string step, string post, string? result = null)
        {
            if (mode is 0 or 1 or 2)
                On(CaseEventKind.StepCompleted, step, post, result is null ? null : new() { Result = result });
        }

        void Pass(string step, string post, string? result = null)
        {
            Start(step, post);
            if (mode != 2)
                Gap();
            End(step, post, result);
        }

        void Gap() => t = t.AddSeconds(pace switch
        {
            0 => random.Next(5, 600),
            1 => random.Next(60, 4 * 3600),
            _ => random.Next(3) == 0 ? random.Next(3600, 20 * 3600) : random.Next(20, 1800),
        });

        void On(CaseEventKind what, string? step = null, string? post = null, CaseDetails? details = null) => facts.Add(new(
            new($"e{facts.Count}", "办件1", item.Code, what, t, step, post, "经办人01", details ?? CaseDetails.None, CaseSource.Interface),
            facts.Count + 1, t, 1));
    }
}
