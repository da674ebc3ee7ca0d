using System.Globalization;
using Grains.Calendars;
using Grains.Journal;
using Tenancy;

namespace Web.Calendars;

/// <summary>Where a bureau closes days, lifts closures and loads papers: decides, writes, and reads back what it wrote.</summary>
/// <remarks>The caller has been asked for its permission already.</remarks>
public sealed class CalendarDesk(CalendarBook book, CalendarChanges changes, TimeProvider time)
{
    /// <summary>Closes a day; a refusal, or null when it is done.</summary>
    public async Task<ClosureRefusal?> CloseAsync(TenantId tenant, DateOnly day, string? reason, string by, CancellationToken cancellation)
    {
        await book.RefreshAsync(cancellation);
        var calendar = book.Coming(tenant);
        if (Closure.Make(calendar, day, reason, Today(calendar)) is { } refusal)
            return refusal;
        await changes.CloseAsync(tenant, day, closed: true, reason!.Trim(), by, cancellation);
        await book.RefreshAsync(cancellation);
        return null;
    }

    /// <summary>Lifts a closure of the jurisdiction's own; a refusal, or null when it is done.</summary>
    public async Task<ClosureRefusal?> OpenAsync(TenantId tenant, DateOnly day, string? reason, string by, CancellationToken cancellation)
    {
        await book.RefreshAsync(cancellation);
        var own = book.OwnClosures(tenant).Select(closure => closure.Day);
        if (Closure.Lift(own, day, reason, Today(book.Coming(tenant))) is { } refusal)
            return refusal;
        await changes.CloseAsync(tenant, day, closed: false, reason!.Trim(), by, cancellation);
        await book.RefreshAsync(cancellation);
        return null;
    }

    /// <summary>Loads a paper for the nation; what is wrong with it, or null when it is done.</summary>
    public async Task<PaperFault?> LoadAsync(TenantId tenant, ReadOnlyMemory<byte> file, string by, CancellationToken cancellation)
    {
        if (ArrangementFile.Parse(file, out var problem) is not { } paper)
            return new("paper-invalid", problem);
        await book.RefreshAsync(cancellation);
        var known = book.Coming(tenant).Coverage;
        var next = known == Coverage.None ? paper.Year : known.To.Year + 1;
        // A paper is published in the autumn before its year; anything further off is a slip of the pen, but for what was never loaded.
        var year = time.GetUtcNow().Year;
        if (paper.Year < Math.Min(year - 1, next) || paper.Year > year + 1)
            return new("paper-year-out-of-reach", null);
        // Beyond a year that is missing no limit could tell that it rests on unknown days.
        if (paper.Year > next)
            return new("paper-leaves-gap", next.ToString(CultureInfo.InvariantCulture));
        if (!await changes.LoadAsync(tenant, file, paper.Year, by, cancellation))
            return new("paper-not-a-root", null);
        await book.RefreshAsync(cancellation);
        return null;
    }

    private DateOnly Today(WorkCalendar calendar) => calendar.Zone.DayOf(time.GetUtcNow());
}
