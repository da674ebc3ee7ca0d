namespace Web.Live;

/// <summary>What is different from the picture or the changes before: whole figures in place of the old ones, never differences.</summary>
/// <param name="Totals">Figures of jurisdictions that changed, without their children; the watched one always comes first.</param>
/// <param name="Escalations">Escalations that are new or changed, newest first.</param>
public sealed record Changes(IReadOnlyList<Totals> Totals, IReadOnlyList<Escalation> Escalations)
{
    /// <summary>What turns one picture of a jurisdiction into the next.</summary>
    public static Changes Between(Picture before, Picture after)
    {
        var figures = Below(before.Totals).ToDictionary(t => t.Jurisdiction);
        var told = before.Escalations.ToDictionary(e => (e.Jurisdiction, e.Signal), e => e.Version);
        return new(
            [
                Alone(after.Totals),
                .. Below(after.Totals).Where(t => !figures.TryGetValue(t.Jurisdiction, out var old) || !old.SameFigures(t)).Select(Alone),
            ],
            [.. after.Escalations.Where(e => !told.TryGetValue((e.Jurisdiction, e.Signal), out var version) || version != e.Version)]);
    }

    /// <summary>Whether a viewer would see nothing new but the time.</summary>
    public bool IsNothing(Picture before) =>
        Totals.Count == 1 && Escalations.Count == 0 && Totals[0].SameFigures(before.Totals);

    private static Totals Alone(Totals totals) => totals.Children.Count == 0 ? totals : totals with { Children = [] };

    private static IEnumerable<Totals> Below(Totals totals) => totals.Children.SelectMany(c => Below(c).Prepend(c));
}
