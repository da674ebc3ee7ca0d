using System.Globalization;
using Grains.Figures;

namespace Grains.Journal.Verification;

/// <summary>Figures by row, to be compared: what the rows of cases and signals come to, or what the tables say.</summary>
internal sealed class FigureTable
{
    /// <summary>Part of the rows that stay at home; the others are numbered as in the table of figures.</summary>
    public const short Detail = -1;

    private static readonly string[] Names = ["received", "accepted", "closed", "on time", "late", "open", "overdue", "green", "yellow", "red"];

    private readonly Dictionary<(short Part, FigureKey Key), long[]> _rows = [];

    /// <summary>Adds to a row; in the order of the table's columns.</summary>
    public void Add(short part, FigureKey key, ReadOnlySpan<long> counts)
    {
        if (!_rows.TryGetValue((part, key), out var row))
            _rows[(part, key)] = row = new long[Names.Length];
        for (var i = 0; i < row.Length; i++)
            row[i] += counts[i];
    }

    /// <summary>Adds what a department's cases of a kind come to on a day (or without one) to every row that sums it up.</summary>
    public void Spread(FigureKey key, FigureDelta delta)
    {
        var dated = key.Day != FigureKey.Undated;
        ReadOnlySpan<long> flows = [delta.Received, delta.Accepted, delta.Closed, delta.OnTime, delta.Late, 0, 0, 0, 0, 0];
        ReadOnlySpan<long> signals = [0, 0, 0, 0, 0, 0, 0, delta.Green, delta.Yellow, delta.Red];
        ReadOnlySpan<long> gauges = [0, 0, 0, 0, 0, delta.Open, delta.Overdue, 0, 0, 0];
        short[] sums = [0, 2];
        if (dated)
        {
            foreach (var (part, row) in new[] { (Detail, key), ((short)1, key with { Department = 0 }) })
            {
                Add(part, row, flows);
                Add(part, row, signals);
            }
        }

        foreach (var part in sums)
        {
            var row = new FigureKey(part == 0 ? 0 : key.Department, 0, FigureKey.Undated);
            Add(part, row, flows);
            Add(part, row, gauges);
            // A signal that stands counts once, whatever its day.
            if (!dated)
                Add(part, row, signals);
        }
    }

    /// <summary>Only the rows that stand otherwise in another table.</summary>
    public FigureTable Beside(FigureTable other)
    {
        var beside = new FigureTable();
        foreach (var (part, key, counts) in Differing(other))
            beside.Add(part, key, counts);
        return beside;
    }

    /// <summary>Reports every row that differs; a missing row is one of zeros.</summary>
    /// <param name="found">Compared with.</param>
    /// <param name="where">Where that stands.</param>
    /// <param name="findings">Takes what differs.</param>
    /// <param name="sound">Rows that are right as they stand here though the table itself says otherwise.</param>
    public void Compare(FigureTable found, string where, FindingList findings, FigureTable? sound = null)
    {
        var zeros = new long[Names.Length];
        foreach (var (part, key, expected) in Differing(found))
        {
            var actual = found._rows.GetValueOrDefault((part, key), zeros);
            if (sound?._rows.TryGetValue((part, key), out var right) == true && right.AsSpan().SequenceEqual(actual))
                continue;
            findings.Add(FindingCodes.Figure, $"{Place((part, key))}{where}", Describe(expected, actual), Describe(actual, expected));
        }
    }

    /// <summary>The rows that stand otherwise in another table, as they stand here; zeros where they do not.</summary>
    public IReadOnlyList<(short Part, FigureKey Key, long[] Counts)> Differing(FigureTable other)
    {
        var zeros = new long[Names.Length];
        return
        [
            .. _rows.Keys.Union(other._rows.Keys)
                .Where(row => !_rows.GetValueOrDefault(row, zeros).AsSpan().SequenceEqual(other._rows.GetValueOrDefault(row, zeros)))
                .Order(Comparer<(short Part, FigureKey Key)>.Create(Order))
                .Select(row => (row.Part, row.Key, _rows.GetValueOrDefault(row, zeros))),
        ];
    }

    /// <summary>Whether it says the same.</summary>
    public bool Says(FigureTable other) => Differing(other).Count == 0;

    private static int Order((short Part, FigureKey Key) a, (short Part, FigureKey Key) b) =>
        (a.Part, a.Key.Department, a.Key.ItemKind, a.Key.Day).CompareTo((b.Part, b.Key.Department, b.Key.ItemKind, b.Key.Day));

    private static string Place((short Part, FigureKey Key) row)
    {
        var (department, kind, day) = (row.Key.Department, row.Key.ItemKind, row.Key.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return row.Part switch
        {
            0 => "figures of the jurisdiction",
            1 => $"figures of kind {kind} on {day}",
            2 => $"figures of department {department}",
            _ => $"figures of department {department}, kind {kind}, on {day}",
        };
    }

    private static string Describe(long[] counts, long[] other) =>
        string.Join(", ", counts.Index().Where(c => c.Item != other[c.Index]).Select(c => string.Create(CultureInfo.InvariantCulture, $"{Names[c.Index]} {c.Item}")));
}
