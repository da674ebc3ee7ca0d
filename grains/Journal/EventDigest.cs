using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Grains.Cases;

namespace Grains.Journal;

/// <summary>What a case remembers of an event it has: enough to know the same one again, and the same id with other content.</summary>
/// <param name="Id">64-bit hash of the event's id.</param>
/// <param name="Content">64 bits of SHA-256 over everything the department said in it.</param>
public readonly record struct EventDigest(ulong Id, ulong Content)
{
    /// <summary>The digest of a fact; <paramref name="scratch"/> is overwritten.</summary>
    public static EventDigest Of(CaseFact fact, CanonicalWriter scratch)
    {
        scratch.Clear();
        CaseContent.Write(scratch, fact with { Source = default }, handler: null, personalDigest: []);
        scratch.Text(fact.Handler);
        foreach (var (name, value) in fact.Details.Personal)
        {
            scratch.Text(name);
            scratch.Text(value);
        }

        Span<byte> hash = stackalloc byte[Chain.LinkLength];
        SHA256.HashData(scratch.Written, hash);
        return new EventDigest(IdOf(fact.EventId), BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    /// <summary>The 64-bit hash of an event's id: FNV-1a over the UTF-8 bytes: stable across processes and versions.</summary>
    public static ulong IdOf(string id)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(id.Length)];
        var hash = 14695981039346656037UL;
        foreach (var one in bytes[..Encoding.UTF8.GetBytes(id, bytes)])
            hash = (hash ^ one) * 1099511628211UL;
        return hash;
    }
}
