using Tenancy;

namespace Grains.Rules;

/// <summary>One version of what one jurisdiction publishes: a root's whole rulebook, or what a jurisdiction below lays over the rules it inherits.</summary>
/// <param name="Owner">The jurisdiction.</param>
/// <param name="Book">The rules it sets, with the version and the effective instant it was given.</param>
public sealed record RulebookLayer(TenantId Owner, Rulebook Book)
{
    /// <summary>Where it stands between its making and its effect.</summary>
    public LayerStatus Status { get; init; } = LayerStatus.Published;

    /// <summary>Who made it, as jurisdiction key / sign-in name; <c>platform</c> for the shipped one.</summary>
    public string MadeBy { get; init; } = "platform";

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Who of the parent bureau decided about it, as jurisdiction key / sign-in name; null where nobody had to or has yet.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Why it was approved or refused.</summary>
    public string? Reason { get; init; }

    /// <summary>Who superseded or withdrew it; null where nobody did.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? EndReason { get; init; }

    /// <summary>Version of the layer that took its place; null where none did.</summary>
    public int? SupersededBy { get; init; }
}
