namespace Web.Demo.Seeding;

/// <summary>A password that can be read aloud and typed: three groups of letters and digits that are not mistaken for one another.</summary>
internal static class DemoPassword
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz";
    private const string Digits = "23456789";
    private const string Form = "llldl-lldll-ldlll";

    /// <summary>Makes it from random bytes, one a character; about 62 bits.</summary>
    public static string From(byte[] random) => string.Create(Form.Length, random, static (text, bytes) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = Form[i] switch { 'l' => Letters[bytes[i] % Letters.Length], 'd' => Digits[bytes[i] % Digits.Length], var other => other };
    });
}
