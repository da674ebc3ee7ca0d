using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Grains.Calendars;

/// <summary>Which days the offices of one jurisdiction work on: the national arrangement plus local closures, immutable.</summary>
/// <remarks>
/// Days outside <see cref="Coverage"/> follow their weekday (and what closures and arrangements name all the same);
/// what rests on them is provisional. Counting is O(1): prefix sums over the named years, arithmetic beyond them.
/// </remarks>
public sealed class WorkCalendar
{
    /// <summary>How many days before the end of its coverage a calendar raises the alarm (platform default).</summary>
    public const int AlarmDays = 90;

    private readonly int _first;
    private readonly int _last;
    private readonly int _before;
    private readonly DayKind[] _kinds;
    private readonly int[] _sums;
    private readonly int[] _working;
    private readonly FrozenDictionary<int, SpecialDay> _special;

    private WorkCalendar(Zone zone, int version, Coverage coverage, FrozenDictionary<int, SpecialDay> special)
    {
        (Zone, Version, Coverage, _special) = (zone, version, coverage, special);
        var named = special.Keys.Concat(coverage == Coverage.None ? [] : [coverage.From.DayNumber, coverage.To.DayNumber]);
        _first = named.DefaultIfEmpty(0).Min();
        _last = named.DefaultIfEmpty(-1).Max();
        _before = Weekdays.UpTo(_first - 1);
        _kinds = new DayKind[_last - _first + 1];
        _sums = new int[_kinds.Length];
        var days = new List<int>();
        for (var i = 0; i < _kinds.Length; i++)
        {
            _kinds[i] = special.TryGetValue(_first + i, out var day) ? day.Kind : ByWeekday(_first + i);
            if (IsWorking(_kinds[i]))
                days.Add(_first + i);
            _sums[i] = days.Count;
        }
        _working = [.. days];
    }

    /// <summary>The zone whose days these are.</summary>
    public Zone Zone { get; }

    /// <summary>Grows with every change of this calendar or of one it inherits from; a judgement names it.</summary>
    public int Version { get; }

    /// <summary>How far the national arrangement reaches, at both ends.</summary>
    public Coverage Coverage { get; }

    /// <summary>The national calendar made of yearly arrangements.</summary>
    /// <remarks>Where two papers name one day, that of the later year holds.</remarks>
    /// <param name="arrangements">The papers, in any order.</param>
    /// <param name="zone">The zone of the days.</param>
    /// <param name="version">The version this calendar carries.</param>
    public static WorkCalendar National(IEnumerable<HolidayArrangement> arrangements, Zone zone, int version)
    {
        var papers = arrangements.OrderBy(paper => paper.Year).ToList();
        var named = new Dictionary<int, SpecialDay>();
        foreach (var day in papers.SelectMany(paper => paper.Days))
            named[day.Day.DayNumber] = new(day.Day, KindOf(day), day.Name);
        return new(zone, version, Coverage.Of(papers.Select(paper => paper.Year)), named.ToFrozenDictionary());
    }

    /// <summary>The calendar of a jurisdiction below: this one plus closures of its own.</summary>
    /// <returns>This very calendar when there is nothing to add and the version is not newer.</returns>
    /// <param name="closures">The jurisdiction's own closures.</param>
    /// <param name="version">The version of the closures; the result carries the greater of both.</param>
    public WorkCalendar WithClosures(IReadOnlyCollection<LocalClosure> closures, int version)
    {
        if (closures.Count == 0 && version <= Version)
            return this;
        var merged = new Dictionary<int, SpecialDay>(_special);
        foreach (var closure in closures.Where(closure => IsWorkingDay(closure.Day)))
            merged[closure.Day.DayNumber] = new(closure.Day, DayKind.LocalClosure, closure.Reason);
        return new(Zone, Math.Max(Version, version), Coverage, merged.ToFrozenDictionary());
    }

    /// <summary>What the day is.</summary>
    public DayKind Kind(DateOnly day) => KindOf(day.DayNumber);

    /// <summary>The holiday or closure that names the day, if one does.</summary>
    public SpecialDay? Special(DateOnly day) => _special.GetValueOrDefault(day.DayNumber);

    /// <summary>Every named day from <paramref name="from"/> to <paramref name="to"/>, both included, in order.</summary>
    public ImmutableArray<SpecialDay> SpecialDays(DateOnly from, DateOnly to) =>
        [.. _special.Values.Where(day => from <= day.Day && day.Day <= to).OrderBy(day => day.Day)];

    /// <summary>Whether offices work on the day (make-up days are worked).</summary>
    public bool IsWorkingDay(DateOnly day) => IsWorking(KindOf(day.DayNumber));

    /// <summary>Whether the national arrangement settles the day.</summary>
    public bool Covers(DateOnly day) => Coverage.Includes(day);

    /// <summary>How many working days lie after <paramref name="a"/> up to and including <paramref name="b"/>; negative when b is before a.</summary>
    public int WorkingDaysBetween(DateOnly a, DateOnly b) => WorkingDaysBetween(a.DayNumber, b.DayNumber);

    /// <summary>The <paramref name="count"/>-th working day after the day, which itself never counts.</summary>
    /// <remarks>0 gives the day itself, worked or not; a negative count gives the working day so many before it.</remarks>
    public DateOnly AddWorkingDays(DateOnly day, int count) => DateOnly.FromDayNumber(AddWorkingDays(day.DayNumber, count));

    /// <summary>Days from <paramref name="today"/> to the last covered day; 0 on it, negative after it.</summary>
    public int DaysUntilEnd(DateOnly today) => Coverage.To.DayNumber - today.DayNumber;

    /// <summary>Whether the next arrangement should be loaded: 90 days or fewer are left.</summary>
    public bool EndsSoon(DateOnly today) => DaysUntilEnd(today) <= AlarmDays;

    /// <summary>The earliest day on which a limit can turn out to end once every day is known, where it ends on this one by what is known now.</summary>
    /// <remarks>Were all unknown days worked, each working day counted so far would still take a day. Holds for limits without pauses.</remarks>
    /// <param name="due">The day on which it ends; after the last covered day.</param>
    /// <param name="start">The day from which it is counted; null where that is not known.</param>
    internal DateOnly Earliest(DateOnly due, DateOnly? start)
    {
        var from = start > Coverage.To ? start.Value : Coverage.To;
        return from.AddDays(WorkingDaysBetween(from, due));
    }

    internal int WorkingDaysBetween(int a, int b) => Ordinal(b) - Ordinal(a);

    internal int AddWorkingDays(int day, int count) => count switch
    {
        > 0 => At(Ordinal(day) + count),
        0 => day,
        _ => At(Ordinal(day - 1) + count + 1),
    };

    internal DayKind KindOf(int day) => day >= _first && day <= _last ? _kinds[day - _first] : ByWeekday(day);

    internal static bool IsWorking(DayKind kind) => kind is DayKind.WorkingDay or DayKind.MakeUpWorkday;

    /// <summary>How many working days there are from day 0 to this day, both included.</summary>
    private int Ordinal(int day)
    {
        if (day < _first)
            return Weekdays.UpTo(day);
        return day <= _last
            ? _before + _sums[day - _first]
            : _before + _working.Length + Weekdays.UpTo(day) - Weekdays.UpTo(_last);
    }

    /// <summary>The day with this ordinal: the inverse of <see cref="Ordinal"/> on working days.</summary>
    private int At(int ordinal)
    {
        var index = ordinal - _before;
        if (index <= 0)
            return Weekdays.At(ordinal);
        return index <= _working.Length
            ? _working[index - 1]
            : Weekdays.At(index - _working.Length + Weekdays.UpTo(_last));
    }

    private static DayKind ByWeekday(int day) => Weekdays.Includes(day) ? DayKind.WorkingDay : DayKind.Weekend;

    private static DayKind KindOf(ArrangedDay day) => day.IsOffDay
        ? DayKind.Holiday
        : Weekdays.Includes(day.Day.DayNumber) ? DayKind.WorkingDay : DayKind.MakeUpWorkday;
}
