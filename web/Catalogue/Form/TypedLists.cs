using System.Collections.Immutable;

namespace Web.Catalogue.Form;

/// <summary>Lists and optional texts as people type them.</summary>
internal static class TypedLists
{
    private static readonly char[] Commas = [',', '，', '、', ';', '；', '\n'];

    /// <summary>What stands between commas of any kind.</summary>
    public static ImmutableArray<string> Split(string text) =>
        [.. text.Split(Commas, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>What stands on lines of its own.</summary>
    public static ImmutableArray<string> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A text; null where nothing was typed.</summary>
    public static string? OrNull(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ReplaceLineEndings("\n");
}
