using System.Collections.Immutable;
using Grains.Rules;

namespace Grains.Signals;

/// <summary>A signal as its history has made it.</summary>
public sealed record SignalState
{
    /// <summary>A signal that was never raised.</summary>
    public static readonly SignalState New = new();

    private SignalState()
    {
    }

    /// <summary>Where it stands.</summary>
    public SignalStatus Status { get; internal init; }

    /// <summary>Key of the fault it was raised for: one signal for one fault.</summary>
    public string Fault { get; internal init; } = "";

    /// <summary>Code of the rule.</summary>
    public string Rule { get; internal init; } = "";

    /// <summary>Kind of the rule.</summary>
    public RuleKind Kind { get; internal init; }

    /// <summary>Its colour now.</summary>
    public Colour Colour { get; internal init; }

    /// <summary>Tenths of a point, now.</summary>
    public int Points { get; internal init; }

    /// <summary>The clause cited.</summary>
    public string Clause { get; internal init; } = "";

    /// <summary>Version of the rulebook in force when the fault became true.</summary>
    public int RulebookVersion { get; internal init; }

    /// <summary>The other versions the raising rests on.</summary>
    public Grounds Grounds { get; internal init; }

    /// <summary>Instant from which the fault is true by all that is known now, UTC.</summary>
    public DateTimeOffset TrueFrom { get; internal init; }

    /// <summary>When it was raised, UTC.</summary>
    public DateTimeOffset RaisedAt { get; internal init; }

    /// <summary>A fact that came later makes its fault untrue; the signal stays for the inspector to see.</summary>
    public bool Contradicted { get; internal init; }

    /// <summary>Name of the account that confirmed it.</summary>
    public string? ConfirmedBy { get; internal init; }

    /// <summary>When it was confirmed, UTC.</summary>
    public DateTimeOffset? ConfirmedAt { get; internal init; }

    /// <summary>What it rests on: as when it was raised, or as last restated.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Facts { get; internal init; } = [];

    /// <summary>It holds against its subject: raised, neither contradicted nor lapsed.</summary>
    public bool Stands => Status is SignalStatus.Raised or SignalStatus.Confirmed && !Contradicted;
}
