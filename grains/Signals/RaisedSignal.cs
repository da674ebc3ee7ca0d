using Grains.Rules;

namespace Grains.Signals;

/// <summary>What a subject remembers of a signal raised on it, so that one fault never gets two.</summary>
/// <param name="Signal">Id of the signal's grain.</param>
/// <param name="Fault">Key of the fault.</param>
/// <param name="Kind">Kind of the rule.</param>
/// <param name="Colour">Its colour now.</param>
/// <param name="Stands">Neither contradicted nor lapsed.</param>
public readonly record struct RaisedSignal(long Signal, string Fault, RuleKind Kind, Colour Colour, bool Stands);
