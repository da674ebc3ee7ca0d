using System.Collections.Concurrent;
using System.Globalization;
using Tenancy;

namespace Grains.Calendars;

/// <summary>The calendars of all jurisdictions as they stand from one change to the next, each made when it is first asked for.</summary>
internal sealed class CalendarEdition
{
    /// <summary>Calendars held at most (platform default), each of some 100 KiB; jurisdictions without closures of their own have their parents' and hold none.</summary>
    public const int Most = 256;

    private readonly JurisdictionTree _tree;
    private readonly HolidayArrangement[] _papers;
    private readonly int _paperVersion;
    private readonly ILookup<TenantId, ClosureChange> _changes;
    private readonly ConcurrentDictionary<TenantId, WorkCalendar> _made = new();

    public CalendarEdition(JurisdictionTree tree, DateTimeOffset from, IEnumerable<PaperChange> papers, IEnumerable<ClosureChange> changes)
    {
        var loaded = papers.OrderBy(change => change.Version).ToList();
        From = from;
        _tree = tree;
        _papers = [.. loaded.GroupBy(change => change.Paper.Year).Select(year => year.Last().Paper)];
        _paperVersion = loaded.Count == 0 ? 0 : loaded[^1].Version;
        _changes = changes.OrderBy(change => change.Version).ToLookup(change => change.Tenant);
    }

    /// <summary>From when on it holds.</summary>
    public DateTimeOffset From { get; }

    /// <summary>How many calendars are held now.</summary>
    public int Held => _made.Count;

    /// <summary>The calendar of a jurisdiction: its parent's with its own closures on top.</summary>
    public WorkCalendar For(TenantId tenant)
    {
        if (_made.TryGetValue(tenant, out var made))
            return made;
        var jurisdiction = _tree[tenant];
        var parent = jurisdiction.Parent is { } above ? _tree[above] : null;
        // Days begin elsewhere than at the parent's: the parent's calendar cannot be built upon, its closures can.
        var shared = parent is not null && string.Equals(parent.Zone, jurisdiction.Zone, StringComparison.Ordinal) ? For(parent.Id) : null;
        made = With(shared ?? Above(jurisdiction), tenant);
        if (ReferenceEquals(made, shared))
            return made;
        // All are let go together: what is asked for often is back at once, and nobody keeps account of use.
        if (_made.Count >= Most)
            _made.Clear();
        return _made.GetOrAdd(tenant, made);
    }

    /// <summary>The jurisdiction's own closures, in order of day.</summary>
    public IEnumerable<ClosureChange> OwnClosures(TenantId tenant) => _changes[tenant]
        .GroupBy(change => change.Day)
        .Select(day => day.Last())
        .Where(change => change.Closed)
        .OrderBy(change => change.Day);

    /// <summary>What tells the calendar of a jurisdiction from every other: zone, papers, and the last change of each jurisdiction on its way that made any.</summary>
    public string BasisFor(TenantId tenant) => string.Join(
        '/', _tree.AncestorsOf(tenant).Select(ancestor => ancestor.Id).Prepend(tenant)
            .Select(id => _changes[id].LastOrDefault()?.Version).Where(version => version is not null)
            .Select(version => version!.Value.ToString(CultureInfo.InvariantCulture))
            .Prepend($"{_tree[tenant].Zone}/{_paperVersion}"));

    private WorkCalendar Above(Jurisdiction jurisdiction) => _tree.AncestorsOf(jurisdiction.Id).Reverse().Aggregate(
        WorkCalendar.National(_papers, Zone.Of(jurisdiction.Zone), _paperVersion),
        (calendar, ancestor) => With(calendar, ancestor.Id));

    private WorkCalendar With(WorkCalendar calendar, TenantId tenant) => calendar.WithClosures(
        [.. OwnClosures(tenant).Select(change => new LocalClosure(change.Day, change.Reason))],
        _changes[tenant].LastOrDefault()?.Version ?? 0);
}
