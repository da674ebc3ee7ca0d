namespace Grains.Journal.Seals;

/// <summary>The digest of one published thing that judges: a version of an item, its end, a rulebook, a closure, a paper of holidays.</summary>
/// <param name="Kind">One of <see cref="VersionKinds"/>.</param>
/// <param name="Name">The item's code, the closed day, the paper's year; empty for a rulebook.</param>
/// <param name="Version">Its number.</param>
/// <param name="Since">When it was published or took effect, UTC; null = that is not told.</param>
/// <param name="Digest">SHA-256 over its canonical bytes.</param>
public sealed record VersionDigest(string Kind, string Name, int Version, DateTimeOffset? Since, byte[] Digest)
{
    /// <summary>What tells it from every other of the same jurisdiction.</summary>
    public (string Kind, string Name, int Version) Key => (Kind, Name, Version);
}
