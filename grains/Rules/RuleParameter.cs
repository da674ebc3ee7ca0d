namespace Grains.Rules;

/// <summary>A number a kind of rule can be set by.</summary>
/// <param name="Name">Name in the rulebook, camelCase.</param>
/// <param name="Default">Where the rulebook is silent (platform default).</param>
/// <param name="Least">The least that makes sense.</param>
/// <param name="Most">The most that makes sense.</param>
/// <param name="StricterWhenGreater">Whether a greater number finds more: a longer warning does, a longer grace does not.</param>
public sealed record RuleParameter(string Name, int Default, int Least, int Most, bool StricterWhenGreater)
{
    /// <summary>Working days before a deadline, of a pause at most, or of silence, or between happening and recording.</summary>
    public const string WorkingDays = "workingDays";

    /// <summary>Seconds within which things count as one.</summary>
    public const string Seconds = "seconds";

    /// <summary>How many make the fault.</summary>
    public const string Count = "count";
}
