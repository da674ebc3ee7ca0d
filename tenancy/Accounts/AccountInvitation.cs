using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tenancy.Accounts;

/// <summary>A one-time link to an account's password; its text is told once, the directory keeps its hash.</summary>
/// <param name="Account">The account.</param>
/// <param name="Token">256 random bits in base64url.</param>
public sealed record AccountInvitation(Guid Account, string Token)
{
    /// <summary>How long it is good (platform default): a weekend long.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(72);

    /// <summary>What the directory keeps.</summary>
    internal byte[] Hash => HashOf(Token);

    internal static AccountInvitation Create(Guid account) => new(account, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
