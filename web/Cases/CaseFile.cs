using System.Collections.Immutable;
using Grains.Calendars;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Journal;
using Grains.Rules;

namespace Web.Cases;

/// <summary>Everything about one case, as its facts stand now.</summary>
public sealed record CaseFile
{
    /// <summary>Its row.</summary>
    public required CaseLine Line { get; init; }

    /// <summary>Number of its last event, the platform's own counted too; what is read of it is at least as far.</summary>
    public required int N { get; init; }

    /// <summary>Its department.</summary>
    public required RegisteredDepartment Department { get; init; }

    /// <summary>Its item; null for imported history without one.</summary>
    public required CatalogueItem? Item { get; init; }

    /// <summary>The version of the item it is judged by; null without one.</summary>
    public required ItemVersion? Version { get; init; }

    /// <summary>The fold of its facts.</summary>
    public required CaseState State { get; init; }

    /// <summary>What happened, in the order in which it happened.</summary>
    public required ImmutableArray<CaseMoment> Timeline { get; init; }

    /// <summary>Its clocks.</summary>
    public required ImmutableArray<CaseClock> Clocks { get; init; }

    /// <summary>Every signal raised on it, the gravest that stand first.</summary>
    public required ImmutableArray<CaseSignal> Signals { get; init; }

    /// <summary>Whether its chain holds, and up to when it is sealed.</summary>
    public required CaseIntegrity Integrity { get; init; }

    /// <summary>The calendar by which its days are counted.</summary>
    public required WorkCalendar Calendar { get; init; }

    /// <summary>The rulebooks it is judged by.</summary>
    public required Rulebooks Rulebooks { get; init; }

    /// <summary>The instant as of which all this is, by the database's clock.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>One fact of a case with what people want to know of it.</summary>
/// <param name="Recorded">The fact as recorded.</param>
/// <param name="Handler">Name of the handler; null where none was named, it was erased, or the viewer may not see it.</param>
/// <param name="Personal">Personal fields, for those who may see them.</param>
/// <param name="CorrectedBy">Id of a later event that corrects it; null = none does.</param>
public sealed record CaseMoment(
    RecordedFact Recorded, string? Handler, ImmutableArray<KeyValuePair<string, string>> Personal, string? CorrectedBy)
{
    /// <summary>The fact.</summary>
    public CaseFact Fact => Recorded.Fact;

    /// <summary>How long after it happened it was recorded.</summary>
    public TimeSpan Lag => Recorded.RecordedAt - Fact.OccurredAt;
}

/// <summary>A signal on a case, with the rule it rests on.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">The signal.</param>
/// <param name="Rule">The rule in the version it cites; null where that version is not known here.</param>
public sealed record CaseSignal(long Id, Grains.Signals.SignalState State, Rule? Rule);
