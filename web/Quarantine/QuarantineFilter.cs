namespace Web.Quarantine;

/// <summary>Which refused events to list; what is null restricts nothing. All of them hold together.</summary>
public sealed record QuarantineFilter
{
    /// <summary>What became of them.</summary>
    public QuarantineState State { get; init; }

    /// <summary>Id of the department.</summary>
    public int? Department { get; init; }

    /// <summary>Code of the refusal.</summary>
    public string? Code { get; init; }

    /// <summary>The field at fault, its first 64 characters; empty for those of which no field could be read.</summary>
    public string? Field { get; init; }

    /// <summary>Only what came last at this instant or later, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only what came last before this instant, UTC.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Where the page begins; null = at the newest.</summary>
    public QuarantineCursor? After { get; init; }
}
