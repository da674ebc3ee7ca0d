using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tenancy.Machines;

/// <summary>The secrets of machine clients: 256 random bits, of which the directory keeps a hash.</summary>
/// <remarks>A plain SHA-256 suffices for a secret nobody chose: there is no dictionary to try.</remarks>
internal static class MachineSecret
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static bool Matches(string secret, byte[]? hash) => hash is not null && CryptographicOperations.FixedTimeEquals(Hash(secret), hash);
}
