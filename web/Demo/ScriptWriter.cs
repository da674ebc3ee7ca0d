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
internal sealed class ScriptWriter(ItemContent item, TapeCase tape, Dice dice)
{
    private const double ShareRejected = 0.04;
    private const double ShareRated = 0.25;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(20);

    private readonly List<ScriptedEvent> _events = [];
    private readonly Flow _flow = item.Flow!;

    /// <summary>The case as the item's published flow has it.</summary>
    public CaseScript Write()
    {
        var path = Path();
        var steps = Times(path.Count);
        Add(CaseEventKind.Submitted, Received(), post: FirstPost(), data: Data(("channel", tape.Channel)));
        Add(CaseEventKind.Accepted, TimeSpan.Zero, post: FirstPost(), data: Accepted());
        foreach (var (index, step) in path.Index())
            Perform(step, index == 0 ? TimeSpan.Zero : steps[index - 1], steps[index]);
        if (tape.Ended is not null)
            Decide(steps.Count == 0 ? TimeSpan.Zero : steps[^1]);
        return new CaseScript(item.Code, [.. _events], tape.EnteredAfterEnd ? -tape.Ended : null);
    }

    /// <summary>The application came at most two working hours before acceptance: the limit for accepting is not what the log is about.</summary>
    private TimeSpan Received() => -TimeSpan.FromMinutes(5 + (-tape.Applied.TotalDays % 1 * 115));

    private ImmutableDictionary<string, object> Accepted()
    {
        var data = Data(("channel", tape.Channel), ("caseType", item.Immediate ? "1" : "2"));
        return item.Prerequisites.IsEmpty ? data : data.Add("prerequisites", item.Prerequisites);
    }

    /// <summary>A way through the flow from its first step to an end, leaving out some of what may be left out.</summary>
    private List<FlowStep> Path()
    {
        List<FlowStep> path = [];
        var byCode = _flow.Steps.ToDictionary(step => step.Code);
        var at = _flow.Steps.FirstOrDefault();
        while (at is not null && path.Count < 30)
        {
            path.Add(at);
            at = at.Next.IsEmpty ? null : byCode[dice.Chance(0.8) ? at.Next[0] : dice.Of(at.Next)];
        }

        return path;
    }

    /// <summary>When each of so many steps is completed: as in the log while it lasts, then evenly up to the case's end.</summary>
    private List<TimeSpan> Times(int count)
    {
        var times = tape.Steps.Take(count).Select(step => step.At).ToList();
        var from = times.Count == 0 ? Moment : times[^1];
        var room = (tape.Ended > from ? tape.Ended.Value : from + TimeSpan.FromHours(count)) - from;
        var missing = count - times.Count;
        for (var i = 1; i <= missing; i++)
            times.Add(from + (room * (i / (double)(missing + 1))));
        return times;
    }

    private void Perform(FlowStep step, TimeSpan from, TimeSpan until)
    {
        var post = step.Posts.IsEmpty ? null : step.Posts[0];
        if (step.Limit is not null)
            Add(CaseEventKind.StepStarted, from + ((until - from) * 0.1), step.Code, post);
        var data = step.Mandatory is null ? Data() : Data(("result", "passed"));
        Add(CaseEventKind.StepCompleted, until, step.Code, post, data);
    }

    private void Decide(TimeSpan afterSteps)
    {
        var ended = tape.Ended!.Value;
        var at = ended > afterSteps ? ended : afterSteps + Moment;
        foreach (var fee in item.Fees.Take(1))
            Add(CaseEventKind.FeeCharged, at - (Moment / 2), post: FirstPost(), data: Data(("feeType", "fee"), ("feeItem", fee.Code), ("amount", fee.Maximum), ("basis", fee.Basis)));
        if (item.ReportedUp)
            Add(CaseEventKind.Forwarded, at - (Moment / 4), post: _flow.DecidingPost, data: Data(("opinion", "初审通过")));
        if (dice.Chance(ShareRejected))
            Add(CaseEventKind.Rejected, at, post: _flow.DecidingPost, data: Data(("reason", "申请材料不符合法定条件"), ("remedies", "六十日内可申请行政复议，六个月内可提起行政诉讼")));
        else
            Approve(at);
        Add(CaseEventKind.Closed, at + (3 * Moment), post: FirstPost());
        if (dice.Chance(ShareRated))
            Add(CaseEventKind.Rated, at + (5 * Moment), data: Data(("satisfaction", dice.Chance(0.9) ? 1 + dice.Below(2) : 3 + dice.Below(3))));
    }

    private void Approve(TimeSpan at)
    {
        Add(CaseEventKind.Approved, at, post: _flow.DecidingPost, data: Data(("documentNumber", $"许字{dice.Below(9000) + 1000}号")));
        if (item.ResultPublic)
            Add(CaseEventKind.Published, at + Moment, post: FirstPost());
        if (item.DocumentDelivered)
            Add(CaseEventKind.Delivered, at + (2 * Moment), post: FirstPost());
    }

    private void Add(CaseEventKind kind, TimeSpan at, string? step = null, string? post = null, ImmutableDictionary<string, object>? data = null) =>
        _events.Add(new ScriptedEvent(kind, at, step, post, post is null ? null : Handler(post), data ?? Data()));

    /// <summary>The log's numbered resources become numbered handlers of the post; nobody has a name.</summary>
    private string Handler(string post)
    {
        var resource = tape.Steps.IsEmpty ? "" : tape.Steps[_events.Count % tape.Steps.Length].Handler;
        var number = (resource.Sum(c => c) + post.Sum(c => c)) % 8;
        return $"经办人{number + 1:00}";
    }

    private string? FirstPost() => _flow.Steps.IsEmpty || _flow.Steps[0].Posts.IsEmpty ? _flow.DecidingPost : _flow.Steps[0].Posts[0];

    private static ImmutableDictionary<string, object> Data(params ReadOnlySpan<(string Name, object Value)> members)
    {
        var data = ImmutableDictionary<string, object>.Empty;
        foreach (var (name, value) in members)
            data = data.Add(name, value);
        return data;
    }
}
