using System.Collections.Immutable;

namespace Grains.Catalogue;

/// <summary>What a command on an item came to: events, none where there was nothing to do, or a refusal.</summary>
/// <param name="Events">What happens.</param>
/// <param name="Refusal">Why nothing happens; null = not refused.</param>
public sealed record ItemDecision(ImmutableArray<ItemEvent> Events, ItemRefusal? Refusal)
{
    /// <summary>It is so already.</summary>
    public static readonly ItemDecision Nothing = new([], null);

    /// <summary>One thing happens.</summary>
    public static implicit operator ItemDecision(ItemEvent happened) => new([happened], null);

    /// <summary>It is refused.</summary>
    public static implicit operator ItemDecision(ItemRefusal refusal) => new([], refusal);
}
