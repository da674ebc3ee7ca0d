namespace Grains.Journal;

/// <summary>An event that cannot be understood or attributed, with the place and the remedy.</summary>
/// <param name="Index">Position in the request, from 0.</param>
/// <param name="EventId">Its id where it could be read.</param>
/// <param name="Field">The field at fault, as a path: <c>occurredAt</c>, <c>data.amount</c>.</param>
/// <param name="Code">Stable code: <c>missing</c>, <c>malformed</c>, <c>unknown-item</c>, <c>in-the-future</c>, <c>event-id-reused</c> …</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Raw">The event's bytes as they came; at most <see cref="MaximumRaw"/> are kept.</param>
public sealed record RefusedEvent(
    int Index, string? EventId, string Field, string Code, string Message, string Expected, ReadOnlyMemory<byte> Raw)
{
    /// <summary>
    /// Refused events that a department may have open at once, refused corrections counted (platform default): beyond that, a client that
    /// sends nothing but what is refused would fill the disk, and nobody could correct it all.
    /// </summary>
    public const int MostOpen = 10_000;

    /// <summary>Bytes of a refused event that quarantine keeps.</summary>
    public const int MaximumRaw = 64 * 1024;

    /// <summary>Its id where it could be read; what it quotes from outside is storable and short.</summary>
    public string? EventId { get; init; } = EventId is null ? null : RefusalText.Clean(EventId, RefusalText.MostName);

    /// <summary>The field at fault, as a path; storable and short.</summary>
    public string Field { get; init; } = RefusalText.Clean(Field, RefusalText.MostName);

    /// <summary>What is wrong, in a sentence; storable and short.</summary>
    public string Message { get; init; } = RefusalText.Clean(Message, RefusalText.MostSentence);

    /// <summary>What would have been right; storable and short.</summary>
    public string Expected { get; init; } = RefusalText.Clean(Expected, RefusalText.MostSentence);
}
