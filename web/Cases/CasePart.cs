using System.Collections.Immutable;

namespace Web.Cases;

/// <summary>Part of a long list of a case: a case may have 2,000 events, and a page of them all is of no use to anybody.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
/// <param name="Items">The entries of the part, in the order of the list.</param>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many parts there are; at least 1.</param>
public sealed record CasePart<T>(ImmutableArray<T> Items, int Number, int Count);

/// <summary>Cuts long lists of a case into parts.</summary>
public static class CasePart
{
    /// <summary>Entries of one part.</summary>
    public const int Size = 50;

    /// <summary>Clocks of one part: each explains itself.</summary>
    public const int Clocks = 20;

    /// <summary>A part counted from the end of the list, where the latest entries stand; the number is brought within bounds.</summary>
    public static CasePart<T> FromEnd<T>(ImmutableArray<T> all, int number)
    {
        var (at, count) = Bounds(all.Length, number, Size);
        var end = all.Length - ((at - 1) * Size);
        return new(all[Math.Max(end - Size, 0)..end], at, count);
    }

    /// <summary>A part counted from the beginning; the number is brought within bounds.</summary>
    public static CasePart<T> FromStart<T>(ImmutableArray<T> all, int number, int size = Size)
    {
        var (at, count) = Bounds(all.Length, number, size);
        var start = (at - 1) * size;
        return new(all[start..Math.Min(start + size, all.Length)], at, count);
    }

    private static (int Number, int Count) Bounds(int length, int number, int size)
    {
        var count = Math.Max((length + size - 1) / size, 1);
        return (Math.Clamp(number, 1, count), count);
    }
}
