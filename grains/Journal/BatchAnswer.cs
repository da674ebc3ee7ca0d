namespace Grains.Journal;

/// <summary>What became of a batch, told only after it is durable.</summary>
/// <param name="Accepted">Events stored now.</param>
/// <param name="Duplicate">Events that were stored before with the same content.</param>
/// <param name="Refused">Events in quarantine, by position in the request.</param>
public sealed record BatchAnswer(int Accepted, int Duplicate, IReadOnlyList<RefusedEvent> Refused)
{
    /// <summary>Code of the refusal where the case is no longer as whoever told it had seen it: <see cref="CaseBatch.SeenUntil"/>.</summary>
    public const string CaseMoved = "case-moved";
}
