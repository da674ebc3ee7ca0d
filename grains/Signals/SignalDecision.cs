using System.Collections.Immutable;

namespace Grains.Signals;

/// <summary>What a command on a signal came to: events, none where there was nothing to do, or a refusal.</summary>
/// <param name="Events">What happens.</param>
/// <param name="Refusal">Why nothing happens; null = not refused.</param>
public readonly record struct SignalDecision(ImmutableArray<SignalEvent> Events, SignalRefusal? Refusal)
{
    /// <summary>It is so already.</summary>
    public static readonly SignalDecision Nothing = new([], null);

    /// <summary>One thing happens.</summary>
    public static implicit operator SignalDecision(SignalEvent happened) => new([happened], null);

    /// <summary>It is refused.</summary>
    public static implicit operator SignalDecision(SignalRefusal refusal) => new([], refusal);
}
