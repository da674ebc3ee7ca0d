using Grains.Rules;

namespace Web.Signals;

/// <summary>Which signals to list; what is null restricts nothing. All of them hold together.</summary>
public sealed record SignalFilter
{
    /// <summary>Their colour now.</summary>
    public Colour? Colour { get; init; }

    /// <summary>Id of the department.</summary>
    public int? Department { get; init; }

    /// <summary>Code of the rule.</summary>
    public string? Rule { get; init; }

    /// <summary>The day from which they are true, in the jurisdiction's zone.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Those that a later fact contradicts, in the place of those that stand.</summary>
    public bool Contradicted { get; init; }

    /// <summary>Where the page begins; null = at the newest.</summary>
    public SignalCursor? After { get; init; }
}
