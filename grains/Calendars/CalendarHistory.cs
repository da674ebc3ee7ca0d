using System.Collections.Immutable;
using Tenancy;

namespace Grains.Calendars;

/// <summary>Everything that was ever loaded, closed or lifted, and the calendars that follow from it; immutable.</summary>
public sealed class CalendarHistory
{
    private readonly ImmutableArray<PaperChange> _papers;
    private readonly ImmutableArray<ClosureChange> _closures;
    private readonly ImmutableArray<CalendarEdition> _editions;

    /// <summary>Takes the changes; only those that are not effective at <paramref name="known"/> yet make editions of their own.</summary>
    /// <param name="tree">The jurisdictions among which calendars are inherited.</param>
    /// <param name="papers">The papers, in any order.</param>
    /// <param name="closures">The closures made and lifted, in any order.</param>
    /// <param name="known">The instant from which on calendars will be asked for.</param>
    public CalendarHistory(JurisdictionTree tree, IEnumerable<PaperChange> papers, IEnumerable<ClosureChange> closures, DateTimeOffset known)
    {
        Tree = tree;
        _papers = [.. papers];
        _closures = [.. closures];
        Version = _papers.Select(change => change.Version).Concat(_closures.Select(change => change.Version)).DefaultIfEmpty(0).Max();
        var later = _papers.Select(change => change.EffectiveAt).Concat(_closures.Select(change => change.EffectiveAt));
        _editions =
        [
            .. later.Where(at => at > known).Distinct().Order().Prepend(known).Select(at => new CalendarEdition(
                tree, at, _papers.Where(change => change.EffectiveAt <= at), _closures.Where(change => change.EffectiveAt <= at))),
        ];
    }

    /// <summary>The jurisdictions among which calendars are inherited.</summary>
    public JurisdictionTree Tree { get; }

    /// <summary>The version of the latest change, effective or not.</summary>
    public int Version { get; }

    /// <summary>How many calendars are held ready; those let go are made again when they are asked for.</summary>
    public int Held => _editions.Sum(edition => edition.Held);

    /// <summary>The same changes over another tree.</summary>
    public CalendarHistory Over(JurisdictionTree tree) => new(tree, _papers, _closures, _editions[0].From);

    /// <summary>The calendar of a jurisdiction as it stands at an instant.</summary>
    /// <exception cref="KeyNotFoundException">The tree has no such jurisdiction.</exception>
    public WorkCalendar For(TenantId tenant, DateTimeOffset at) => At(at).For(tenant);

    /// <summary>What tells the calendar of a jurisdiction at an instant from every other it might have: where two are equal, so are the calendars.</summary>
    public string BasisFor(TenantId tenant, DateTimeOffset at) => At(at).BasisFor(tenant);

    /// <summary>The closures of the jurisdiction itself as they stand at an instant, in order of day.</summary>
    public ImmutableArray<ClosureChange> OwnClosures(TenantId tenant, DateTimeOffset at) => [.. At(at).OwnClosures(tenant)];

    private CalendarEdition At(DateTimeOffset at)
    {
        var index = _editions.Length - 1;
        while (index > 0 && _editions[index].From > at)
            index--;
        return _editions[index];
    }
}
