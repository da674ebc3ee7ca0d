using System.Security.Cryptography;
using System.Text;

namespace Grains.Journal;

/// <summary>A person as the chain knows them: a number and a salted digest, so that the name can be erased and the chain still holds.</summary>
/// <param name="Id">Id in the tenant's table of persons.</param>
/// <param name="Digest">First 16 bytes of SHA-256 over salt and name.</param>
public sealed record PersonReference(int Id, byte[] Digest)
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestLength = 16;

    /// <summary>Bytes of a fresh salt.</summary>
    public const int SaltLength = 16;

    /// <summary>The digest of a value under a salt.</summary>
    public static byte[] DigestOf(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> value)
    {
        Span<byte> joined = salt.Length + value.Length <= 1024 ? stackalloc byte[salt.Length + value.Length] : new byte[salt.Length + value.Length];
        salt.CopyTo(joined);
        value.CopyTo(joined[salt.Length..]);
        return SHA256.HashData(joined)[..DigestLength];
    }

    /// <summary>The reference to a person with this salt.</summary>
    public static PersonReference Of(int id, ReadOnlySpan<byte> salt, string name) => new(id, DigestOf(salt, Encoding.UTF8.GetBytes(name)));

    /// <summary>Reads a digest.</summary>
    internal static byte[] ReadDigest(ref CanonicalReader reader)
    {
        var digest = new byte[DigestLength];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(digest, reader.Long());
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(digest.AsSpan(8), reader.Long());
        return digest;
    }

    /// <summary>Passes over a digest.</summary>
    internal static void SkipDigest(ref CanonicalReader reader)
    {
        reader.Long();
        reader.Long();
    }
}
