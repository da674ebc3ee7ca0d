using Grains.Calendars;
using Grains.Cases;

namespace Web.Cases;

/// <summary>The parts a list is read in, each a walk along one index: what is due, then what has no deadline; or what is done, the last first.</summary>
/// <param name="filter">Which cases.</param>
/// <param name="calendar">By which days are counted.</param>
/// <param name="now">Now, by the database's clock.</param>
internal sealed class CaseWalk(CaseFilter filter, WorkCalendar calendar, DateTimeOffset now)
{
    private DateOnly Today => calendar.Zone.DayOf(now);

    private DateOnly Day => filter.Day ?? Today;

    /// <summary>The same walk from the first page on.</summary>
    public CaseWalk FromTheTop() => new(filter with { After = null }, calendar, now);

    /// <summary>The parts with their orders; the next is read only where the one before did not fill the page.</summary>
    public IEnumerable<(CaseQuery Query, string Order)> Parts()
    {
        if (!string.IsNullOrWhiteSpace(filter.Number))
            return [(ByNumber(filter.Number.Trim()), "case_no, id")];
        return filter.Show switch
        {
            CaseShow.ReceivedToday or CaseShow.AcceptedToday => CameIn(),
            _ when filter.IsWorking => Working(),
            _ => [(Done(), "ended_at desc, id desc")],
        };
    }

    /// <summary>Where the page after this line begins.</summary>
    public CaseCursor CursorOf(CaseLine last) => new(
        filter switch
        {
            { Number.Length: > 0 } or { CameIn: true } => null,
            { IsWorking: true } => last.DueAt,
            _ => last.EndedAt,
        },
        last.Id,
        filter.Number is { Length: > 0 } ? last.Number : filter.CameIn && last.EndedAt is not null ? "" : null);

    private CaseQuery ByNumber(string prefix)
    {
        // The end of the range: the prefix with its last character raised by one, which COLLATE "C" understands byte by byte.
        var query = new CaseQuery().Where("c.case_no >= ?", prefix).Where("c.case_no < ?", prefix + "\U0010FFFF");
        return filter.After is { Number: { } number } after ? query.Where("(c.case_no, c.id) > (?1, ?2)", number, after.Id) : query;
    }

    private IEnumerable<(CaseQuery Query, string Order)> Working()
    {
        if (filter.Due != DaysLeft.None && filter.After is null or { At: not null })
        {
            var due = Filtered().Where("c.ended_at is null").Where("c.due_at is not null");
            if (filter.Due is { } left)
                WithinDays(due, left);
            if (filter.After is { At: { } at } after)
                due.Where("(c.due_at, c.id) > (?1, ?2)", at, after.Id);
            yield return (due, "due_at, id");
        }

        if (filter.Due is not null and not DaysLeft.None || filter.Show == CaseShow.Overdue)
            yield break;
        // Sorted by the deadline that is null throughout, because that is the order in which the planner knows the index to be.
        var none = Filtered().Where("c.ended_at is null").Where("c.due_at is null");
        yield return (filter.After is { At: null } behind ? none.Where("c.id > ?", behind.Id) : none, "due_at, id");
    }

    private CaseQuery Done()
    {
        var done = Filtered().Where("c.ended_at is not null");
        if (filter.Show is CaseShow.ClosedToday or CaseShow.OnTimeToday or CaseShow.LateToday)
            done.Where("c.ended_at >= ?", calendar.Zone.StartOf(Day)).Where("c.ended_at < ?", calendar.Zone.EndOf(Day));
        return filter.After is { At: { } at } after ? done.Where("(c.ended_at, c.id) < (?1, ?2)", at, after.Id) : done;
    }

    /// <summary>Those still being worked on, then those done since (or, told out of order, up to a month before); each by id.</summary>
    private IEnumerable<(CaseQuery Query, string Order)> CameIn()
    {
        if (filter.After is null or { Number: null })
        {
            var working = OnTheDay(Filtered().Where("c.ended_at is null"));
            yield return (filter.After is { } after ? working.Where("c.id > ?", after.Id) : working, "id");
        }

        var done = OnTheDay(Filtered().Where("c.ended_at is not null").Where("c.ended_at >= ?", calendar.Zone.StartOf(Day.AddDays(-31))));
        yield return (filter.After is { Number: not null } behind ? done.Where("c.id > ?", behind.Id) : done, "id");
    }

    /// <summary>The day as the figures count it: that of acceptance, or that on which the case was opened.</summary>
    private CaseQuery OnTheDay(CaseQuery query) => filter.Show == CaseShow.AcceptedToday
        ? query.Where("c.accepted_on = ?", Day)
        : query.Where("c.opened_at >= ?", calendar.Zone.StartOf(Day)).Where("c.opened_at < ?", calendar.Zone.EndOf(Day));

    /// <summary>The conditions that hold in every part.</summary>
    private CaseQuery Filtered()
    {
        var query = new CaseQuery();
        if (filter.Item is { } item)
            query.Where("c.item = ?", item);
        if (filter.Colour is { } colour)
            query.Where("c.colour = ?", (short)colour);
        if (filter.Source is { } source)
            query.Where("c.source = ?", (short)source);
        if (StatusOf(filter.Show) is { } status)
            query.Where("c.status = ?", (short)status);
        if (filter.Show is CaseShow.Open or CaseShow.Overdue or CaseShow.Late or CaseShow.ClosedToday or CaseShow.OnTimeToday or CaseShow.LateToday)
            query.Where("c.accepted_on is not null");
        if (filter.Show is CaseShow.Overdue or CaseShow.Late or CaseShow.OnTimeToday or CaseShow.LateToday)
            query.Where("c.late = ?", filter.Show != CaseShow.OnTimeToday);
        return query;
    }

    private static CaseStatus? StatusOf(CaseShow show) => show switch
    {
        CaseShow.Received => CaseStatus.Received,
        CaseShow.Supplementing => CaseStatus.Supplementing,
        CaseShow.Handling => CaseStatus.Handling,
        CaseShow.Paused => CaseStatus.Paused,
        CaseShow.Decided => CaseStatus.Decided,
        CaseShow.Closed => CaseStatus.Closed,
        CaseShow.Refused => CaseStatus.Refused,
        CaseShow.Ended => CaseStatus.Ended,
        _ => null,
    };

    private void WithinDays(CaseQuery query, DaysLeft left)
    {
        switch (left)
        {
            case DaysLeft.Past:
                query.Where("c.due_at <= ?", now);
                break;
            case DaysLeft.Today:
                query.Where("c.due_at > ?", now).Where("c.due_at <= ?", calendar.Zone.EndOf(Today));
                break;
            case DaysLeft.Three:
                query.Where("c.due_at > ?", now).Where("c.due_at <= ?", DueWithin.End(calendar, now, 3));
                break;
            case DaysLeft.Seven:
                query.Where("c.due_at > ?", now).Where("c.due_at <= ?", DueWithin.End(calendar, now, 7));
                break;
            default:
                query.Where("c.due_at > ?", DueWithin.End(calendar, now, 7));
                break;
        }
    }
}
