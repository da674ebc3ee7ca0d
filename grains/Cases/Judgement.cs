using System.Collections.Immutable;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>What a case amounts to at an instant: a pure function of its folded facts, item version, rulebook and calendar.</summary>
/// <param name="Faults">Faults true at the instant of judging, by key.</param>
/// <param name="DueAt">The deadline in force: before acceptance that for accepting, afterwards that for deciding, the earlier of legal and promised; null while none runs (while a supplement is awaited, while paused, after the end).</param>
/// <param name="Late">Decided or ended after the deadline that was in force.</param>
/// <param name="Overdue">Still open and past the deadline in force.</param>
/// <param name="DeemAcceptedAt">Set when the office stayed silent past the limit for accepting: the instant of receipt to which acceptance is back-dated.</param>
/// <param name="NextCheckAt">The next instant at which something can become true of it by time alone; null = never.</param>
/// <param name="Provisional">A deadline rests on days beyond the calendar's reach.</param>
public sealed record Judgement(
    ImmutableArray<Fault> Faults, DateTimeOffset? DueAt, bool Late, bool Overdue, DateTimeOffset? DeemAcceptedAt,
    DateTimeOffset? NextCheckAt, bool Provisional)
{
    /// <summary>When its clock stopped for good: decided or ended, or forwarded where its item is reported up; null while it is open.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Set together with <see cref="DeemAcceptedAt"/>: the instant at which the limit for accepting ran out in silence.</summary>
    public DateTimeOffset? SilentFrom { get; init; }
}
