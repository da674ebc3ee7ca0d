using Grains.Calendars;
using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>What a case is judged by.</summary>
/// <param name="Item">The version in force at acceptance, before that at receipt; null for imported history without a catalogue item.</param>
/// <param name="ItemRetired">The item was retired by then.</param>
/// <param name="Rules">Every version of the rulebook.</param>
/// <param name="Calendar">The latest calendar of the jurisdiction.</param>
/// <param name="Now">The instant of judging, by the database's clock, UTC.</param>
public readonly record struct CaseJudging(ItemVersion? Item, bool ItemRetired, Rulebooks Rules, WorkCalendar Calendar, DateTimeOffset Now);
