using Tenancy;

namespace Web.Live;

/// <summary>Adds up a sheet along the tree: a jurisdiction's figure is the sum over itself and everything below it.</summary>
internal sealed class TotalsBuilder(JurisdictionTree tree, FigureSheet sheet, IReadOnlyDictionary<string, DueMap> due)
{
    /// <summary>The totals of a jurisdiction's subtree, with children to this depth.</summary>
    public Totals Whole(Jurisdiction of, int depth) => Build(of, depth).ToTotals(of, sheet.ReadAt);

    /// <summary>The figures of the jurisdiction's own cases alone.</summary>
    public Totals Own(Jurisdiction of) => Single(of).ToTotals(of, sheet.ReadAt);

    private Sum Build(Jurisdiction of, int depth)
    {
        var sum = Single(of);
        foreach (var child in tree.ChildrenOf(of.Id))
        {
            var below = Build(child, depth - 1);
            sum.Add(below);
            if (depth > 0)
                sum.Children.Add(below.ToTotals(child, sheet.ReadAt));
        }

        return sum;
    }

    private Sum Single(Jurisdiction of)
    {
        var known = due[of.Database];
        var judged = known.Overdue.TryGetValue(of.Id, out var since) && since < known.ReadAt ? since : known.ReadAt;
        if (!sheet.Origins.TryGetValue(of.Id, out var own))
            return new Sum { JudgedUntil = judged };
        // What was judged and has not been heard here is not in these figures.
        if (own.HeardAt is { } heard && heard < judged && known.Untold.Contains(of.Id))
            judged = heard;
        return new Sum
        {
            Version = own.Version, JudgedUntil = judged, Cases = own.Cases, Today = own.Today, Yesterday = own.Yesterday, Signals = own.Signals,
        };
    }

    private sealed class Sum
    {
        public long Version { get; set; }

        public DateTimeOffset JudgedUntil { get; set; }

        public CaseFigures Cases { get; set; } = CaseFigures.None;

        public DayFigures Today { get; set; } = DayFigures.None;

        public DayFigures Yesterday { get; set; } = DayFigures.None;

        public SignalFigures Signals { get; set; } = SignalFigures.None;

        public List<Totals> Children { get; } = [];

        public void Add(Sum below)
        {
            Version += below.Version;
            JudgedUntil = JudgedUntil < below.JudgedUntil ? JudgedUntil : below.JudgedUntil;
            Cases += below.Cases;
            Today += below.Today;
            Yesterday += below.Yesterday;
            Signals += below.Signals;
        }

        public Totals ToTotals(Jurisdiction of, DateTimeOffset asOf) => new(
            of.Key, of.Name, of.Level.ToString().ToLowerInvariant(), Version, asOf, JudgedUntil < asOf ? JudgedUntil : asOf, Cases, Today, Yesterday, Signals, Children);
    }
}
