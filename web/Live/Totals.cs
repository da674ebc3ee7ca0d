namespace Web.Live;

/// <summary>The figures of a jurisdiction: of its whole subtree, or of its own cases alone.</summary>
/// <param name="Jurisdiction">Its key.</param>
/// <param name="Name">Its Chinese name.</param>
/// <param name="Level">province, city, county, township or zone.</param>
/// <param name="Version">Grows with every change of these figures.</param>
/// <param name="AsOf">When they were read, by the database's clock, UTC.</param>
/// <param name="JudgedUntil">Until when time has been judged everywhere in the subtree, UTC: overdue is exact at this instant.</param>
/// <param name="Cases">Cases.</param>
/// <param name="Today">What happened today.</param>
/// <param name="Yesterday">What happened yesterday.</param>
/// <param name="Signals">Signals that stand.</param>
/// <param name="Children">The same of each child with all that is below it; empty where they were not asked for.</param>
public sealed record Totals(
    string Jurisdiction, string Name, string Level, long Version, DateTimeOffset AsOf, DateTimeOffset JudgedUntil, CaseFigures Cases,
    DayFigures Today, DayFigures Yesterday, SignalFigures Signals, IReadOnlyList<Totals> Children)
{
    /// <summary>The same signals as they stood when yesterday ended; null where nobody took them then.</summary>
    public Evening? Before { get; init; }

    /// <summary>Whether the figures are the same, whenever they were read and whatever stands below.</summary>
    public bool SameFigures(Totals other) =>
        Version == other.Version && Cases == other.Cases && Today == other.Today && Yesterday == other.Yesterday && Signals == other.Signals && Before == other.Before;
}
