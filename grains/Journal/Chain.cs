using System.Security.Cryptography;

namespace Grains.Journal;

/// <summary>The two chains: a grain's events one after another, and all of a tenant's events in the order of recording.</summary>
public static class Chain
{
    /// <summary>Length of a link, SHA-256.</summary>
    public const int LinkLength = 32;

    /// <summary>What precedes the first link.</summary>
    public static byte[] Origin => new byte[LinkLength];

    /// <summary>The next link of a grain's chain: SHA-256 over the previous link and the event's canonical bytes.</summary>
    public static byte[] Link(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> body)
    {
        var length = LinkLength + body.Length;
        Span<byte> joined = length <= 1024 ? stackalloc byte[length] : new byte[length];
        previous.CopyTo(joined);
        body.CopyTo(joined[LinkLength..]);
        return SHA256.HashData(joined);
    }

    /// <summary>The next link of the tenant's chain: SHA-256 over the previous link and the event's own link.</summary>
    public static void Tie(Span<byte> chain, ReadOnlySpan<byte> link)
    {
        Span<byte> joined = stackalloc byte[2 * LinkLength];
        chain.CopyTo(joined);
        link.CopyTo(joined[LinkLength..]);
        SHA256.HashData(joined, chain);
    }
}
