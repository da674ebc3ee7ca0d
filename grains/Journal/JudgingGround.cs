using System.Collections.Immutable;
using Grains.Calendars;
using Grains.Cases;
using Grains.Rules;

namespace Grains.Journal;

/// <summary>What a tenant's cases are judged by at this moment: catalogue, calendar, rulebooks.</summary>
/// <param name="Registry">Departments and items, at the version the head row names.</param>
/// <param name="Calendar">The latest calendar.</param>
/// <param name="Rulebooks">All versions of the rulebook, by effective instant.</param>
/// <param name="Outages">When the platform itself could record nothing, in order.</param>
public sealed record JudgingGround(Registry Registry, WorkCalendar Calendar, Rulebooks Rulebooks, ImmutableArray<Outage> Outages);
