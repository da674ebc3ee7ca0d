using System.Collections.Immutable;
using System.Reflection;

namespace Grains.Calendars;

/// <summary>The holiday arrangements that come with the platform: data/holidays, 2016 to 2026.</summary>
public static class ShippedArrangements
{
    private static readonly ImmutableArray<(HolidayArrangement Paper, ReadOnlyMemory<byte> File)> Shipped = Read();

    /// <summary>Every shipped paper, by year.</summary>
    public static ImmutableArray<HolidayArrangement> All { get; } = [.. Shipped.Select(shipped => shipped.Paper)];

    /// <summary>The files themselves, by year.</summary>
    public static ImmutableArray<(int Year, ReadOnlyMemory<byte> File)> Files { get; } =
        [.. Shipped.Select(shipped => (shipped.Paper.Year, shipped.File))];

    private static ImmutableArray<(HolidayArrangement Paper, ReadOnlyMemory<byte> File)> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith("holidays/", StringComparison.Ordinal))
                .Select(name => Read(assembly, name))
                .OrderBy(shipped => shipped.Paper.Year),
        ];
    }

    private static (HolidayArrangement Paper, ReadOnlyMemory<byte> File) Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var file = copy.ToArray();
        return (ArrangementFile.Parse(file, out var problem) ?? throw new InvalidDataException($"{name}: {problem}"), file);
    }
}
