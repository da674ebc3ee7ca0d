using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using CsvHelper;

namespace Web.Demo.Items;

/// <summary>The 1,135 real items of data/service-items, and where each department stands among them.</summary>
public static class ServiceItems
{
    private const string Resource = "service-items/service-items-511602.csv";

    /// <summary>Every item, in the order of the file.</summary>
    public static ImmutableArray<ServiceItem> All { get; } = Read();

    /// <summary>The departments' names in the order of first mention: a department's number is its place here, from 1.</summary>
    public static ImmutableArray<string> Departments { get; } = [.. All.Select(i => i.Department).Distinct(StringComparer.Ordinal)];

    private static ImmutableArray<ServiceItem> Read()
    {
        using var text = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!);
        using var csv = CsvReader.Create(text, new CsvReaderOptions { DetectSeparatorHint = false });
        csv.ReadHeader();
        var items = ImmutableArray.CreateBuilder<ServiceItem>();
        while (csv.Read())
        {
            var heading = csv.GetString(1);
            items.Add(new(
                csv.GetString(0), heading == "未分类" ? null : heading, csv.GetString(2), BaseOf(csv.GetString(4)),
                int.Parse(csv.GetString(5), CultureInfo.InvariantCulture)));
        }

        return items.DrainToImmutable();
    }

    /// <summary>The code up to the area: <c>511A0052400002-511602000000-000-…</c> has the base <c>511A0052400002</c>; four odd ones have no area.</summary>
    private static string BaseOf(string code) =>
        code.IndexOf("-511602000000", StringComparison.Ordinal) is var at and > 0 ? code[..at] : code;
}
