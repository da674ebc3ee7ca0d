using Grains.Cases;
using Grains.Rules;

namespace Web.Cases;

/// <summary>Which cases to list; what is null restricts nothing. All of them hold together.</summary>
public sealed record CaseFilter
{
    /// <summary>Which cases; also says in which order.</summary>
    public CaseShow Show { get; init; }

    /// <summary>Gravest colour of the signals that stand on the case.</summary>
    public Colour? Colour { get; init; }

    /// <summary>Id of the department.</summary>
    public int? Department { get; init; }

    /// <summary>Id of the item.</summary>
    public int? Item { get; init; }

    /// <summary>Name of the handler.</summary>
    public string? Handler { get; init; }

    /// <summary>How much time is left; only where work goes on.</summary>
    public DaysLeft? Due { get; init; }

    /// <summary>By which way the case came in.</summary>
    public CaseSource? Source { get; init; }

    /// <summary>Beginning of the case number; when given, everything but the department is left aside.</summary>
    public string? Number { get; init; }

    /// <summary>The day that is meant where <see cref="Show"/> says today; null = today.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Where the page begins; null = at the top.</summary>
    public CaseCursor? After { get; init; }

    /// <summary>Whether the list is one of cases that are being worked on, sorted by what is due first.</summary>
    public bool IsWorking => Show < CaseShow.Done;

    /// <summary>Whether the list is one of what happened on one day.</summary>
    public bool IsOfOneDay => string.IsNullOrEmpty(Number) && Show >= CaseShow.ReceivedToday;

    /// <summary>Whether the list is one of what came in on one day: some are being worked on, some are done.</summary>
    public bool CameIn => string.IsNullOrEmpty(Number) && Show is CaseShow.ReceivedToday or CaseShow.AcceptedToday;
}
