using System.Collections.Immutable;

namespace Grains.Calendars;

/// <summary>The State Council's holiday arrangement of one year (国务院办公厅关于…年部分节假日安排的通知).</summary>
/// <remarks>
/// The year is that of the paper's title. A paper may arrange days at the end of the December before it:
/// the one of 2019 makes 2018-12-29 a working day and 2018-12-31 a day off.
/// </remarks>
/// <param name="Year">The year in the paper's title.</param>
/// <param name="Papers">Addresses of the papers it was taken from.</param>
/// <param name="Days">The days it names; every other day follows its weekday.</param>
public sealed record HolidayArrangement(int Year, ImmutableArray<string> Papers, ImmutableArray<ArrangedDay> Days);
