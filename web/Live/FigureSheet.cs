using Tenancy;

namespace Web.Live;

/// <summary>The figures that stand in one tenant's tables at one moment: its own and its descendants'.</summary>
/// <param name="ReadAt">When they were read, by the database's clock, UTC.</param>
/// <param name="Origins">By whose they are; who has none is missing.</param>
/// <param name="EveningAt">When the gauges of yesterday's evening were taken, UTC; null = they were not.</param>
public sealed record FigureSheet(DateTimeOffset ReadAt, IReadOnlyDictionary<TenantId, OriginFigures> Origins, DateTimeOffset? EveningAt = null);

/// <summary>The own figures of one jurisdiction, as they were told.</summary>
/// <param name="Version">Number of the commit that changed them last.</param>
/// <param name="Cases">Cases.</param>
/// <param name="Signals">Signals that stand.</param>
/// <param name="Today">Today.</param>
/// <param name="Yesterday">Yesterday.</param>
/// <param name="HeardAt">When it was last heard, UTC; null for the tenant itself, who needs not be told.</param>
public sealed record OriginFigures(
    long Version, CaseFigures Cases, SignalFigures Signals, DayFigures Today, DayFigures Yesterday, DateTimeOffset? HeardAt)
{
    /// <summary>Signals that stood when yesterday ended; none where nothing was told by then.</summary>
    public SignalFigures Evening { get; init; } = SignalFigures.None;
}
