using System.Collections.Immutable;

namespace Grains.Departments;

/// <summary>The cases typed in whole within the last seconds that a rule on batch entry looks at: a window that slides with every one.</summary>
/// <param name="Rule">Code of the rule.</param>
/// <param name="Cases">When they were recorded, UTC, in order, and how many at once.</param>
public sealed record WholeRun(string Rule, ImmutableArray<(DateTimeOffset At, int Count)> Cases)
{
    /// <summary>The longest window that a rule can set.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Instants that are kept at most: exact for batches of as many cases.</summary>
    private const int Most = 64;

    /// <summary>How many cases are in the window.</summary>
    public int Count => Cases.Sum(one => one.Count);

    /// <summary>When the first of them was recorded.</summary>
    public DateTimeOffset From => Cases[0].At;

    /// <summary>Nothing of it can be in any window any more.</summary>
    public bool IsOver(DateTimeOffset now) => now - Cases[^1].At > Longest;

    /// <summary>The window after more cases.</summary>
    public WholeRun With(DateTimeOffset at, in WholeTally tally)
    {
        var window = TimeSpan.FromSeconds(tally.Seconds);
        var cases = Cases.RemoveAll(one => at - one.At > window).Add((at, tally.Count));
        return this with { Cases = cases.Length > Most ? Thinned(cases) : cases };
    }

    /// <summary>The two that came closest are taken together, as of the earlier: the window may lose them a little early, and holds none too many.</summary>
    private static ImmutableArray<(DateTimeOffset At, int Count)> Thinned(ImmutableArray<(DateTimeOffset At, int Count)> cases)
    {
        var closest = 0;
        for (var i = 1; i + 1 < cases.Length; i++)
        {
            if (cases[i + 1].At - cases[i].At < cases[closest + 1].At - cases[closest].At)
                closest = i;
        }

        return cases.SetItem(closest, (cases[closest].At, cases[closest].Count + cases[closest + 1].Count)).RemoveAt(closest + 1);
    }
}
