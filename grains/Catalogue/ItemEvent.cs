using System.Text.Json.Serialization;

namespace Grains.Catalogue;

/// <summary>What has happened to an item; its history is these, in order (table <c>item_event</c>).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Drafted), "drafted")]
[JsonDerivedType(typeof(Checked), "checked")]
[JsonDerivedType(typeof(Settled), "settled")]
[JsonDerivedType(typeof(Reviewed), "reviewed")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(Published), "published")]
[JsonDerivedType(typeof(Retired), "retired")]
public abstract record ItemEvent
{
    private ItemEvent()
    {
    }

    /// <summary>Number of the version concerned, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The document was written, or written again.</summary>
    public sealed record Drafted(ItemContent Content) : ItemEvent;

    /// <summary>The department's office has checked it.</summary>
    public sealed record Checked : ItemEvent;

    /// <summary>The department's head has settled and signed it.</summary>
    public sealed record Settled(string? Signature) : ItemEvent;

    /// <summary>An office has reviewed it.</summary>
    /// <param name="Office">Which.</param>
    /// <param name="Document">Number of its paper.</param>
    /// <param name="Last">Every office that must has now done so.</param>
    public sealed record Reviewed(ReviewOffice Office, string Document, bool Last) : ItemEvent;

    /// <summary>It was sent back to be written again.</summary>
    public sealed record Returned(string Reason) : ItemEvent;

    /// <summary>It applies from a day on; the version before it ends there.</summary>
    public sealed record Published(DateOnly EffectiveFrom, bool TakenOver) : ItemEvent;

    /// <summary>It no longer applies from a day on.</summary>
    public sealed record Retired(DateOnly From, string Reason) : ItemEvent;
}
