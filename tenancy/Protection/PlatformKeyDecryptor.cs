using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Tenancy.Isolation;

namespace Tenancy.Protection;

/// <summary>Opens what <see cref="PlatformKeyEncryptor"/> sealed: nonce, tag, cipher text.</summary>
/// <remarks>Made by the framework from its name in the stored key, hence the constructor.</remarks>
internal sealed class PlatformKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    internal const int NonceLength = 12;

    internal const int TagLength = 16;

    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement)
    {
        var sealedBytes = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(services.GetRequiredService<PlatformKey>().Derive(PlatformKeyEncryptor.Purpose), TagLength);
        aes.Decrypt(sealedBytes[..NonceLength], sealedBytes[(NonceLength + TagLength)..], sealedBytes.Slice(NonceLength, TagLength), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
