using System.Globalization;

namespace Web.Quarantine;

/// <summary>Names a refused event within its jurisdiction: the department and SHA-256 over its bytes.</summary>
/// <param name="Department">Id of the department.</param>
/// <param name="Key">64 hexadecimal digits.</param>
public readonly record struct QuarantineId(int Department, string Key)
{
    private const int KeyLength = 64;

    /// <summary>The digest's bytes.</summary>
    public byte[] Bytes => Convert.FromHexString(Key);

    /// <summary>The id of a row.</summary>
    public static QuarantineId Of(int department, byte[] key) => new(department, Convert.ToHexStringLower(key));

    /// <summary>As addresses carry it: <c>3.9f86d081…</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Department}.{Key}");

    /// <summary>Out of an address; null where it is none.</summary>
    public static QuarantineId? Parse(string? text) =>
        text?.Split('.') is [var department, { Length: KeyLength } key]
        && int.TryParse(department, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && key.All(char.IsAsciiHexDigit)
            ? new(number, key.ToLowerInvariant())
            : null;
}
