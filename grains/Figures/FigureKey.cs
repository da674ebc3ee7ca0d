namespace Grains.Figures;

/// <summary>Names a row of flows: a department's cases of one kind on one day. Gauges use <see cref="Undated"/>.</summary>
/// <param name="Department">Id of the department.</param>
/// <param name="ItemKind">Number of the item's kind; 0 for what belongs to no item.</param>
/// <param name="Day">The day, in the jurisdiction's zone.</param>
public readonly record struct FigureKey(int Department, byte ItemKind, DateOnly Day)
{
    /// <summary>The day of rows that have none; PostgreSQL's <c>-infinity</c>.</summary>
    public static DateOnly Undated => DateOnly.MinValue;
}
