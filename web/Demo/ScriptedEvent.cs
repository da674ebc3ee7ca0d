using System.Collections.Immutable;
using Grains.Cases;

namespace Web.Demo;

/// <summary>One event of a demo case before it has a date.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="At">When, counted from acceptance.</param>
/// <param name="Step">Code of the step; null where the kind has none.</param>
/// <param name="Post">Code of the post that acts.</param>
/// <param name="Handler">The handler in that post, a role and a number.</param>
/// <param name="Data">What the kind adds, by the names on the wire.</param>
internal sealed record ScriptedEvent(
    CaseEventKind Kind, TimeSpan At, string? Step, string? Post, string? Handler, ImmutableDictionary<string, object> Data);

/// <summary>A demo case before it has a date.</summary>
/// <param name="Item">Code of its item.</param>
/// <param name="Events">What happens, in the order in which it is told.</param>
/// <param name="ToldAfter">Null: told event by event, as it happens. Otherwise told in one go, so long after its last event.</param>
internal sealed record CaseScript(string Item, ImmutableArray<ScriptedEvent> Events, TimeSpan? ToldAfter)
{
    /// <summary>The place of the first event of a kind; -1 when there is none.</summary>
    public int IndexOf(CaseEventKind kind) => Events.IndexOf(Events.FirstOrDefault(e => e.Kind == kind)!);

    /// <summary>The place of the approval; -1 when there is none.</summary>
    public int Approval => IndexOf(CaseEventKind.Approved);

    /// <summary>The place of the decision, whatever it is; -1 when there is none.</summary>
    public int Decision => Math.Max(Approval, Math.Max(IndexOf(CaseEventKind.Rejected), IndexOf(CaseEventKind.Decided)));

    /// <summary>The script without the events of some kinds.</summary>
    public CaseScript Without(params CaseEventKind[] kinds) =>
        this with { Events = [.. Events.Where(e => !kinds.Contains(e.Kind))] };

    /// <summary>The script with another event at a place.</summary>
    public CaseScript With(int place, ScriptedEvent other) => this with { Events = Events.SetItem(place, other) };

    /// <summary>The script with one more event at a place.</summary>
    public CaseScript Insert(int place, ScriptedEvent more) => this with { Events = Events.Insert(place, more) };

    /// <summary>The script in which everything from a place on happens so much later.</summary>
    public CaseScript Delay(int place, TimeSpan by) =>
        this with { Events = [.. Events.Select((e, i) => i < place ? e : e with { At = e.At + by })] };
}
