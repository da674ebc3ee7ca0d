using Tenancy;

namespace Grains.Rules;

/// <summary>One version of what one jurisdiction publishes: a root's whole rulebook, or what a jurisdiction below lays over the rules it inherits.</summary>
/// <param name="Owner">The jurisdiction.</param>
/// <param name="Book">The rules it sets, with the version and the effective instant it was given.</param>
public sealed record RulebookLayer(TenantId Owner, Rulebook Book)
{
    /// <summary>Where it stands between its making and its effect.</summary>
    public LayerStatus Status { get; init; } = LayerStatus.Published;

    /// <summary>The account that made it; <c>platform</c> for the shipped one.</summary>
    public string MadeBy { get; init; } = "platform";

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The account of the parent bureau that decided about it; null where nobody had to or has yet.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Why it was approved or refused.</summary>
    public string? Reason { get; init; }
}
