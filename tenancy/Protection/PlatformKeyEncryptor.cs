using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Tenancy.Isolation;

namespace Tenancy.Protection;

/// <summary>Encrypts data-protection keys with AES-256-GCM under a key derived from the platform key.</summary>
internal sealed class PlatformKeyEncryptor(PlatformKey key) : IXmlEncryptor
{
    internal const string Purpose = "data-protection-keys";

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedBytes = new byte[PlatformKeyDecryptor.NonceLength + PlatformKeyDecryptor.TagLength + plain.Length];
        var nonce = sealedBytes.AsSpan(0, PlatformKeyDecryptor.NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Derive(Purpose), PlatformKeyDecryptor.TagLength);
        aes.Encrypt(
            nonce,
            plain,
            sealedBytes.AsSpan(PlatformKeyDecryptor.NonceLength + PlatformKeyDecryptor.TagLength),
            sealedBytes.AsSpan(PlatformKeyDecryptor.NonceLength, PlatformKeyDecryptor.TagLength));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(sealedBytes)), typeof(PlatformKeyDecryptor));
    }
}
