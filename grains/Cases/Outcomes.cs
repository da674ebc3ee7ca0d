namespace Grains.Cases;

/// <summary>Two results told of one thing.</summary>
internal static class Outcomes
{
    /// <summary>Whether both can be told of one thing: one says nothing, or speaks in words, or both say the same.</summary>
    public static bool Agrees(this Outcome one, Outcome other) => one == other || !one.IsDefinite() || !other.IsDefinite();

    /// <summary>What two that agree come to: what a machine may judge counts before words, and words before nothing.</summary>
    public static Outcome And(this Outcome one, Outcome other) => one.IsDefinite() || other == Outcome.None ? one : other;

    private static bool IsDefinite(this Outcome outcome) => outcome is Outcome.Passed or Outcome.Failed;
}
