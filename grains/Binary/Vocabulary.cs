using System.Text;

namespace Grains.Binary;

/// <summary>Remembers short texts that come again and again (codes of steps, posts, fee items), so that reading a snapshot makes no garbage.</summary>
/// <remarks>A fixed table without locks: a lost race costs one allocation and nothing else.</remarks>
internal static class Vocabulary
{
    private const int Longest = 24;
    private static readonly string?[] Known = new string?[4096];

    public static string Of(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return "";
        if (text.Length > Longest)
            return Encoding.UTF8.GetString(text);
        ref var slot = ref Known[Slot(text)];
        var known = slot;
        return known is not null && Same(known, text) ? known : slot = Encoding.UTF8.GetString(text);
    }

    private static uint Slot(ReadOnlySpan<byte> text)
    {
        var hash = 2166136261u;
        foreach (var part in text)
            hash = (hash ^ part) * 16777619u;
        return (hash ^ (hash >> 15)) & 4095;
    }

    private static bool Same(string known, ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[Longest * 3];
        return known.Length <= Longest
            && Encoding.UTF8.TryGetBytes(known, bytes, out var length)
            && text.SequenceEqual(bytes[..length]);
    }
}
