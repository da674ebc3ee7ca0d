using Grains.Rules;

namespace Grains.Signals;

/// <summary>What a subject remembers of a signal raised on it, so that one fault never gets two.</summary>
/// <param name="Signal">Id of the signal's grain.</param>
/// <param name="Fault">Key of the fault.</param>
/// <param name="Kind">Kind of the rule.</param>
/// <param name="Colour">Its colour now.</param>
/// <param name="Stands">Neither contradicted nor lapsed.</param>
/// <param name="TrueFrom">Instant from which its fault is true, UTC; null where an earlier version of the platform remembered it.</param>
/// <param name="Day">Day on which the figures count it, in the jurisdiction's zone as it was then; null as before.</param>
public readonly record struct RaisedSignal(
    long Signal, string Fault, RuleKind Kind, Colour Colour, bool Stands, DateTimeOffset? TrueFrom, DateOnly? Day)
{
    /// <summary>The signal says of the fault what is found of it now.</summary>
    public bool Says(Fault fault) => Stands && Colour == fault.Colour && (TrueFrom == fault.TrueFrom || Kind.IsLasting());
}
