using Grains.Calendars;
using Grains.Rules;

namespace Grains.Departments;

/// <summary>What a department is judged by.</summary>
/// <param name="Department">Its id within the tenant.</param>
/// <param name="System">Whether it has a system that owes a feed.</param>
/// <param name="Rules">Every version of the rulebook.</param>
/// <param name="Calendar">The latest calendar of the jurisdiction.</param>
/// <param name="Now">The instant of judging, by the database's clock, UTC.</param>
public readonly record struct DepartmentJudging(int Department, OwnSystem System, Rulebooks Rules, WorkCalendar Calendar, DateTimeOffset Now);
