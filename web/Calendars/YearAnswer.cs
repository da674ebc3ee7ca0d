using System.Collections.Immutable;
using Grains.Calendars;
using Tenancy;

namespace Web.Calendars;

/// <summary>A jurisdiction's calendar of one year.</summary>
/// <param name="Jurisdiction">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Zone">The IANA zone whose days these are.</param>
/// <param name="Version">The version of the calendar.</param>
/// <param name="Year">The year.</param>
/// <param name="CoveredFrom">The first day that the holiday arrangements settle.</param>
/// <param name="CoveredTo">The last such day; days outside follow their weekday, and what rests on them is provisional.</param>
/// <param name="DaysUntilEnd">Days from today to the last covered day; negative after it.</param>
/// <param name="EndsSoon">Whether 90 days or fewer are left.</param>
/// <param name="WorkingDays">Working days in the year.</param>
/// <param name="Days">Every day that is named: holidays, make-up working days, local closures. The others follow their weekday.</param>
public sealed record YearAnswer(
    string Jurisdiction, string Name, string Zone, int Version, int Year, DateOnly CoveredFrom, DateOnly CoveredTo,
    int DaysUntilEnd, bool EndsSoon, int WorkingDays, ImmutableArray<NamedDay> Days)
{
    internal static YearAnswer Of(Jurisdiction jurisdiction, WorkCalendar calendar, int year, DateOnly today)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return new(
            jurisdiction.Key, jurisdiction.Name, calendar.Zone.Id, calendar.Version, year, calendar.Coverage.From, calendar.Coverage.To,
            calendar.DaysUntilEnd(today), calendar.EndsSoon(today), calendar.WorkingDaysBetween(first.AddDays(-1), last),
            [.. calendar.SpecialDays(first, last).Select(day => new NamedDay(day.Day, DayKindNames.Of(day.Kind), day.Name))]);
    }
}

/// <summary>A day that is named.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Kind">workingDay, holiday, makeUpWorkday or localClosure.</param>
/// <param name="Name">The holiday, or the closure's reason.</param>
public sealed record NamedDay(DateOnly Day, string Kind, string Name);
