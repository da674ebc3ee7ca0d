namespace Browser.Tests;

/// <summary>How somebody looks at the platform.</summary>
/// <param name="Address">Where it runs.</param>
/// <param name="Width">Of the window, in CSS pixels.</param>
/// <param name="Height">Of the window, in CSS pixels.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Theme"><c>light</c> or <c>dark</c>.</param>
public sealed record Look(Uri Address, int Width = 1366, int Height = 768, string Language = "zh-CN", string Theme = "light")
{
    /// <summary>Whether the window is a phone's.</summary>
    public bool IsPhone => Width < 600;

    /// <summary>A name for files, such as <c>390x844-en-dark</c>.</summary>
    public override string ToString() => $"{Width}x{Height}-{Language}-{Theme}";

    /// <summary>Every look that is checked by eye: office, wall and phone, in both languages and both themes.</summary>
    public static IEnumerable<Look> All(Uri address) =>
        from size in new[] { (1366, 768), (1920, 1080), (390, 844) }
        from language in new[] { "zh-CN", "en" }
        from theme in new[] { "light", "dark" }
        select new Look(address, size.Item1, size.Item2, language, theme);
}
