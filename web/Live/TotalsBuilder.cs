using Tenancy;

namespace Web.Live;

/// <summary>Adds up a sheet along the tree: a jurisdiction's figure is the sum over itself and everything below it.</summary>
internal sealed class TotalsBuilder(JurisdictionTree tree, FigureSheet sheet, IReadOnlyDictionary<string, DueMap> due)
{
    /// <summary>The totals of a jurisdiction's subtree, with children to this depth.</summary>
    public Totals Whole(Jurisdiction of, int depth) => Build(of, depth).ToTotals(of, sheet);

    /// <summary>The figures of the jurisdiction's own cases alone.</summary>
    public Totals Own(Jurisdiction of) => Single(of).ToTotals(of, sheet);

    private Sum Build(Jurisdiction of, int depth)
    {
        var sum = Single(of);
        foreach (var child in tree.ChildrenOf(of.Id))
        {
            var below = Build(child, depth - 1);
            sum.Add(below);
            if (depth > 0)
                sum.Children.Add(below.ToTotals(child, sheet));
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
            Version = own.Version, JudgedUntil = judged, Cases = own.Cases, Today = own.Today, Yesterday = own.Yesterday, Signals = own.Signals, Evening = own.Evening,
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

        public SignalFigures Evening { get; set; } = SignalFigures.None;

        public List<Totals> Children { get; } = [];

        public void Add(Sum below)
        {
            Version += below.Version;
            JudgedUntil = JudgedUntil < below.JudgedUntil ? JudgedUntil : below.JudgedUntil;
            Cases += below.Cases;
            Today += below.Today;
            Yesterday += below.Yesterday;
            Signals += below.Signals;
            Evening += below.Evening;
        }

        public Totals ToTotals(Jurisdiction of, FigureSheet sheet) => new(
            of.Key, of.Name, of.Level.ToString().ToLowerInvariant(), Version, sheet.ReadAt, JudgedUntil < sheet.ReadAt ? JudgedUntil : sheet.ReadAt,
            Cases, Today, Yesterday, Signals, Children)
        {
            Before = sheet.EveningAt is { } at ? new(at, Evening) : null,
        };
    }
}
