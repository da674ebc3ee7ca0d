using Grains.Rules;
using Web.Live;
using Web.Screens;

namespace Web.Pages.Dashboard;

/// <summary>One line of the tree table: a jurisdiction, its own offices, or one department.</summary>
public sealed record TreeRow
{
    /// <summary>The key by which live changes find the line.</summary>
    public required string Key { get; init; }

    /// <summary>The jurisdiction whose own offices the line sums; null for every other line.</summary>
    public string? OwnOf { get; init; }

    /// <summary>The key of the line above it; empty at the top.</summary>
    public string Parent { get; init; } = "";

    /// <summary>How many lines it stands below the top.</summary>
    public int Depth { get; init; }

    /// <summary>Chinese name; empty for a department whose name has not arrived yet.</summary>
    public required string Name { get; init; }

    /// <summary>Where its name leads; null when nowhere.</summary>
    public string? Address { get; init; }

    /// <summary>Where the lines below it are read; null when there are none.</summary>
    public string? OpensTo { get; init; }

    /// <summary>Where its cases are listed; null when the viewer may not see them.</summary>
    public Proof? Proof { get; init; }

    /// <summary>Its cases.</summary>
    public required CaseFigures Cases { get; init; }

    /// <summary>Its day; null for a department, whose days stay at home.</summary>
    public DayFigures? Today { get; init; }

    /// <summary>Its standing signals.</summary>
    public required SignalFigures Signals { get; init; }

    /// <summary>The most signals any line beside it has; the colour bars share this scale.</summary>
    public long Scale { get; init; } = 1;

    /// <summary>Its last thirty days.</summary>
    public Sparkline Sparkline { get; init; } = Sparkline.None;

    /// <summary>The gravest colour that stands; none when no signal does.</summary>
    public Colour Worst => Signals.Red > 0 ? Colour.Red : Signals.Yellow > 0 ? Colour.Yellow : Signals.Green > 0 ? Colour.Green : Colour.None;

    /// <summary>The key of the line that sums a jurisdiction's own offices.</summary>
    public static string OwnKey(string jurisdiction) => $"{jurisdiction}/own";

    /// <summary>The key of a department's line.</summary>
    public static string DepartmentKey(string jurisdiction, int department) => $"{jurisdiction}/{department}";

    /// <summary>The width of a part of the colour bar, in hundredths of the column.</summary>
    public double WidthOf(long signals) => 100.0 * signals / Math.Max(1, Scale);

    /// <summary>Orders lines by trouble: red, then overdue, then yellow, then by key.</summary>
    public static IReadOnlyList<TreeRow> ByTrouble(IEnumerable<TreeRow> rows)
    {
        var all = rows.ToList();
        var scale = all.Count == 0 ? 1 : Math.Max(1, all.Max(row => row.Signals.Green + row.Signals.Yellow + row.Signals.Red));
        return
        [
            .. all.Select(row => row with { Scale = scale })
                .OrderByDescending(row => row.Signals.Red)
                .ThenByDescending(row => row.Cases.Overdue)
                .ThenByDescending(row => row.Signals.Yellow)
                .ThenBy(row => row.Key, StringComparer.Ordinal),
        ];
    }
}
