using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Web.Import;

/// <summary>The id of a row's event: the same row has the same id in every file and at every import.</summary>
internal static class EventIds
{
    /// <summary>The text of the one column, or a digest over several; empty when any of them is.</summary>
    public static string Of(ImmutableArray<string> columns, Func<string, string> text)
    {
        if (columns.Length == 1)
            return text(columns[0]);
        var parts = columns.Select(text).ToArray();
        if (parts.Any(part => part.Length == 0))
            return "";
        // A length before each part keeps "ab","c" from "a","bc".
        var canonical = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)).AsSpan(0, 20));
    }
}
