using Tenancy;

namespace Web.Connection;

/// <summary>How far one department is connected. What stays at home is null where only what was carried upward is known.</summary>
public sealed record DepartmentConnection
{
    /// <summary>The jurisdiction it belongs to.</summary>
    public required TenantId Origin { get; init; }

    /// <summary>Its number within the jurisdiction.</summary>
    public required int Department { get; init; }

    /// <summary>Its code; at home.</summary>
    public string? Code { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How far it is connected.</summary>
    public ConnectionState State { get; init; }

    /// <summary>Items that may be handled today; of a department below, all that its catalogue holds.</summary>
    public int Items { get; init; }

    /// <summary>Items of which there is at least one case; at home.</summary>
    public int? ItemsWithData { get; init; }

    /// <summary>When its last event was recorded, UTC; null before the first.</summary>
    public DateTimeOffset? LastRecordedAt { get; init; }

    /// <summary>When the latest of its events happened, UTC; null before the first, and where an ancestor was not told yet.</summary>
    public DateTimeOffset? LastOccurredAt { get; init; }

    /// <summary>How far its newest fact lay back when it last told anything; null where one of the two is not known.</summary>
    public TimeSpan? Behind => LastRecordedAt is { } recorded && LastOccurredAt is { } occurred
        ? recorded > occurred ? recorded - occurred : TimeSpan.Zero
        : null;

    /// <summary>When its silence becomes, or became, longer than the rulebook allows, UTC; null where nothing came or no rule says.</summary>
    public DateTimeOffset? SilentFrom { get; init; }

    /// <summary>Since the platform knows it.</summary>
    public required FeedCounts Total { get; init; }

    /// <summary>Since the day began; null where nobody noted how it began.</summary>
    public FeedCounts? Today { get; init; }

    /// <summary>Today and the six days before; null where nobody noted how they began.</summary>
    public FeedCounts? Week { get; init; }

    /// <summary>How late it tells; at home.</summary>
    public Lag? Lag { get; init; }

    /// <summary>Refused events that nobody has decided about, of a department below counted up to 10,000; null where an ancestor was not told yet.</summary>
    public long? OpenQuarantine { get; init; }

    /// <summary>Refused events that its quarantine had no room for and that nobody has settled; at home.</summary>
    public long? Unkept { get; init; }

    /// <summary>Signals on how it tells of its cases; at home.</summary>
    public IReadOnlyList<Indicator> Indicators { get; init; } = [];

    /// <summary>How many days <see cref="Week"/> covers: fewer than seven of a department that is newer.</summary>
    public int WeekDays { get; init; } = 1;

    /// <summary>Its usual rhythm: events recorded on a day, over the last seven or as many as there are.</summary>
    public double? PerDay => (double?)Week?.Accepted / WeekDays;
}
