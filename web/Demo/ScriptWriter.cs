using System.Collections.Immutable;
using Grains.Cases;
using Grains.Catalogue;

namespace Web.Demo;

/// <summary>Writes what happens to one case of an item, lawfully, at the pace of one case of the permit log.</summary>
/// <remarks>
/// From the log: how the application came in, the gaps between the steps, who of the staff acts, when it ends, whether
/// it ends at all, whether it was entered only afterwards. From the item: which steps there are, by which posts, the
/// deciding post, fees, publication and delivery. Decisions are ours, the log has none: one in twenty-five is refused.
/// </remarks>
internal sealed class ScriptWriter(ItemContent item, TapeCase tape, Chance chance)
{
    private const double ShareRejected = 0.04;
    private const double ShareRated = 0.25;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(20);

    /// <summary>Between the last step and the decision at least: whoever goes through all steps within a minute has not handled the case.</summary>
    private static readonly TimeSpan Deliberation = TimeSpan.FromSeconds(90);

    private readonly List<ScriptedEvent> _events = [];
    private readonly Flow _flow = item.Flow!;
    private readonly bool _exOfficio = item.Kind.IsExOfficio();

    /// <summary>The case as the item's published flow has it.</summary>
    public CaseScript Write()
    {
        var path = Path();
        var deciding = path.FindLastIndex(step => step.Posts.Contains(_flow.DecidingPost));
        Open();
        var at = Handle(path[..deciding]);
        if (tape.Ended is { } ended)
        {
            at = ended > at + Deliberation ? ended : at + Deliberation;
            Decide(path[deciding], at);
            Finish(path[(deciding + 1)..], at);
        }

        return new CaseScript(item.Code, [.. _events], tape.EnteredAfterEnd ? -tape.Ended : null);
    }

    /// <summary>
    /// Received minutes before it is accepted: in the log it is weeks, which our law takes for acceptance by silence; the
    /// limit for accepting is not what the log is about.
    /// </summary>
    private void Open()
    {
        if (_exOfficio)
        {
            Add(CaseEventKind.CaseFiled, TimeSpan.Zero, post: FirstPost());
            return;
        }

        Add(CaseEventKind.Submitted, TimeSpan.FromSeconds(-20 - chance.Below(280)), post: FirstPost(), data: Data(("channel", tape.Channel)));
        var data = Data(("channel", tape.Channel), ("caseType", item.Immediate ? 1 : 2));
        Add(CaseEventKind.Accepted, TimeSpan.Zero, post: FirstPost(), data: item.Prerequisites.IsEmpty ? data : data.Add("prerequisites", item.Prerequisites));
    }

    /// <summary>A way through the flow from its first step to an end, now and then leaving out what may be left out.</summary>
    private List<FlowStep> Path()
    {
        List<FlowStep> path = [];
        var byCode = _flow.Steps.ToDictionary(step => step.Code);
        var at = _flow.Steps[0];
        while (path.Count < 30)
        {
            path.Add(at);
            if (at.Next.IsEmpty)
                break;
            at = byCode[chance.Happens(0.8) ? at.Next[0] : chance.Of(at.Next)];
        }

        return path;
    }

    /// <summary>The steps before the decision, when they happened in the log; what the log is short of, evenly up to its end.</summary>
    private TimeSpan Handle(List<FlowStep> steps)
    {
        var known = Math.Min(steps.Count, tape.Steps.Length);
        var last = known == 0 ? TimeSpan.Zero : tape.Steps[known - 1].At;
        var room = (tape.Ended > last ? tape.Ended.Value : last + TimeSpan.FromHours(steps.Count)) - last;
        var before = TimeSpan.Zero;
        foreach (var (index, step) in steps.Index())
        {
            var at = index < known ? tape.Steps[index].At : last + (room * ((index - known + 1) / (double)(steps.Count - known + 1)));
            if (step.Limit is { } limit && at - before > Traffic.CalendarTime(limit))
                at = before + Traffic.CalendarTime(limit);
            Perform(step, before, at);
            before = at;
        }

        return before;
    }

    private void Perform(FlowStep step, TimeSpan from, TimeSpan until)
    {
        var post = step.Posts[0];
        if (step.Limit is not null)
            Add(CaseEventKind.StepStarted, from + ((until - from) * 0.1), step.Code, post);
        Add(CaseEventKind.StepCompleted, until, step.Code, post, step.Mandatory is null ? Data() : Data(("result", "passed")));
        if (_exOfficio && ActOf(step.Code) is { } act)
            Add(act, until, post: post);
        if (item.ReportedUp && step.Code == "forward")
            Add(CaseEventKind.Forwarded, until, post: post, data: Data(("opinion", "初审通过")));
    }

    /// <summary>What a step ex officio is called as an event (domain.md, Cases).</summary>
    private static CaseEventKind? ActOf(string step) => step switch
    {
        "evidence" => CaseEventKind.EvidenceTaken,
        "tell" => CaseEventKind.PartyTold,
        "hear" => CaseEventKind.Heard,
        "serve" => CaseEventKind.Served,
        "execute" => CaseEventKind.Executed,
        _ => null,
    };

    private void Decide(FlowStep step, TimeSpan at)
    {
        if (step.Limit is not null)
            Add(CaseEventKind.StepStarted, at - (Moment / 2), step.Code, _flow.DecidingPost);
        foreach (var fee in item.Fees.Take(1))
            Add(CaseEventKind.FeeCharged, at - (Moment / 4), post: FirstPost(), data: Data(("feeType", "fee"), ("feeItem", fee.Code), ("amount", fee.Maximum), ("basis", fee.Basis)));
        Add(CaseEventKind.StepCompleted, at, step.Code, _flow.DecidingPost, step.Mandatory is null ? Data() : Data(("result", "passed")));
        if (_exOfficio)
            Add(CaseEventKind.Decided, at, post: _flow.DecidingPost, data: Document());
        else if (chance.Happens(ShareRejected))
            Add(CaseEventKind.Rejected, at, post: _flow.DecidingPost, data: Data(("reason", "申请材料不符合法定条件"), ("remedies", "六十日内可申请行政复议，六个月内可提起行政诉讼")));
        else
            Add(CaseEventKind.Approved, at, post: _flow.DecidingPost, data: Document());
    }

    private void Finish(List<FlowStep> after, TimeSpan decided)
    {
        var at = decided;
        if (item.ResultPublic && _events[^1].Kind != CaseEventKind.Rejected)
            Add(CaseEventKind.Published, at += Moment, post: FirstPost());
        foreach (var step in after)
            Perform(step, at, at += Moment);
        if (item.DocumentDelivered && !_exOfficio && _events.Exists(e => e.Kind == CaseEventKind.Approved))
            Add(CaseEventKind.Delivered, at += Moment, post: FirstPost());
        Add(CaseEventKind.Closed, at += Moment, post: FirstPost());
        if (!_exOfficio && chance.Happens(ShareRated))
            Add(CaseEventKind.Rated, at + Moment, data: Data(("satisfaction", chance.Happens(0.9) ? 1 + chance.Below(2) : 3 + chance.Below(3))));
    }

    private ImmutableDictionary<string, object> Document() => Data(("documentNumber", $"许字{chance.Below(9000) + 1000}号"));

    private void Add(CaseEventKind kind, TimeSpan at, string? step = null, string? post = null, ImmutableDictionary<string, object>? data = null) =>
        _events.Add(new ScriptedEvent(kind, at, step, post, post is null ? null : Handler(post), data ?? Data()));

    /// <summary>The log's numbered resources become numbered handlers of the post; nobody has a name.</summary>
    private string Handler(string post)
    {
        var resource = tape.Steps.IsEmpty ? "" : tape.Steps[_events.Count % tape.Steps.Length].Handler;
        var number = (resource.Sum(c => c) + post.Sum(c => c)) % 8;
        return $"经办人{number + 1:00}";
    }

    private string FirstPost() => _flow.Steps[0].Posts[0];

    private static ImmutableDictionary<string, object> Data(params ReadOnlySpan<(string Name, object Value)> members)
    {
        var data = ImmutableDictionary<string, object>.Empty;
        foreach (var (name, value) in members)
            data = data.Add(name, value);
        return data;
    }
}
