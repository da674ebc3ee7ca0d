using System.Security.Cryptography;
using System.Text;

namespace Grains.Catalogue;

/// <summary>What tells one document of an item from another: by it is noticed that what somebody has seen was changed since.</summary>
public static class ItemBasis
{
    /// <summary>The basis of a document: 24 hexadecimal digits of its digest, the same for the same text, whoever wrote it and when.</summary>
    public static string Of(ItemContent content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CatalogueJson.Write(content))).AsSpan(0, 12));
}
