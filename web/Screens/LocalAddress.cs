namespace Web.Screens;

/// <summary>An address inside this site, so that a form cannot send its sender elsewhere.</summary>
public static class LocalAddress
{
    /// <summary>The address if it is a path of this site, otherwise the fallback.</summary>
    public static string Or(string? address, string fallback) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : fallback;
}
