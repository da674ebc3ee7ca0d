using Grains.Rules;

namespace Web.Signals;

/// <summary>How many signals of one rule and colour stand on a department and its cases.</summary>
/// <param name="Department">Id of the department.</param>
/// <param name="Rule">Code of the rule.</param>
/// <param name="Colour">The colour.</param>
/// <param name="Signals">How many.</param>
public sealed record SignalCount(int Department, string Rule, Colour Colour, long Signals);
