namespace Web.Live;

/// <summary>The figures of one department, and how far it is connected.</summary>
/// <param name="Department">Its number within the jurisdiction.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cases">Its cases.</param>
/// <param name="Signals">Its signals that stand.</param>
/// <param name="Items">Items in force today (<see cref="Grains.Journal.CatalogueItem.IsInForce"/>).</param>
/// <param name="RecordedEvents">Events recorded.</param>
/// <param name="RefusedEvents">Events refused.</param>
/// <param name="LastRecordedAt">When its last event was recorded, UTC; null before the first.</param>
public sealed record DepartmentFigures(
    int Department, string Name, CaseFigures Cases, SignalFigures Signals, int Items, long RecordedEvents, long RefusedEvents,
    DateTimeOffset? LastRecordedAt);
