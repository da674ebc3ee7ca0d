using System.Collections.Immutable;
using System.Reflection;

namespace Grains.Calendars;

/// <summary>The holiday arrangements that come with the platform: data/holidays, 2016 to 2026.</summary>
public static class ShippedArrangements
{
    /// <summary>Every shipped paper, by year.</summary>
    public static ImmutableArray<HolidayArrangement> All { get; } = Read();

    private static ImmutableArray<HolidayArrangement> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith("holidays/", StringComparison.Ordinal))
                .Select(name => Read(assembly, name))
                .OrderBy(paper => paper.Year),
        ];
    }

    private static HolidayArrangement Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return ArrangementFile.Parse(copy.ToArray(), out var problem)
            ?? throw new InvalidDataException($"{name}: {problem}");
    }
}
