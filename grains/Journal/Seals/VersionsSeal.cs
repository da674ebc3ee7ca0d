namespace Grains.Journal.Seals;

/// <summary>How long the list of sealed versions was when a seal was taken, and where its chain stood.</summary>
/// <param name="Count">Versions in the list.</param>
/// <param name="Chain">The digests tied in order, SHA-256.</param>
public sealed record VersionsSeal(int Count, byte[] Chain);
