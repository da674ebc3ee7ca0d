using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tenancy.Isolation;

/// <summary>The installation's master secret (32 bytes), from which role passwords, tenant seals and other keys are derived.</summary>
/// <remarks>It is given by a file or the environment and never stored in a database; what the databases hold are keys derived for one purpose.</remarks>
public sealed class PlatformKey
{
    /// <summary>Length of the master secret in bytes.</summary>
    public const int Length = 32;

    private readonly byte[] _master;
    private readonly byte[] _seal;

    /// <summary>Takes the 32 secret bytes.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public PlatformKey(byte[] master)
    {
        if (master.Length != Length)
            throw new ArgumentException($"The platform key has {Length} bytes.", nameof(master));
        _master = master;
        _seal = Derive("tenant-seal");
    }

    /// <summary>A key of 32 bytes for one purpose (HKDF-SHA256, RFC 5869).</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _master, Length, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>The password of a database role.</summary>
    public string PasswordOf(DatabaseRole role) => Convert.ToHexString(Derive($"role:{role}"));

    /// <summary>The seal of a claim such as <c>platform_tenant:17</c>: HMAC-SHA256 in lower-case hex.</summary>
    /// <remarks>The database function <c>app.seal</c> computes the same; only this process and the database owner can.</remarks>
    public string Seal(DatabaseRole role, string tenants) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_seal, Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{RoleName(role)}:{tenants}"))));

    /// <summary>The channel of the ticks; a secret, for whoever knows its name can listen and learn that somebody commits.</summary>
    internal string TickChannel => $"tick_{Convert.ToHexStringLower(Derive("tick-channel").AsSpan(0, 16))}";

    /// <summary>The key of the seal, for the database owner's table alone.</summary>
    internal byte[] SealKey => _seal;

    /// <summary>The name under which a role logs in.</summary>
    public static string RoleName(DatabaseRole role) => $"platform_{role.ToString().ToLowerInvariant()}";
}
