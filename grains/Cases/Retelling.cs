namespace Grains.Cases;

/// <summary>How a second way told again what was ruled, or what ended a case: it has an account of its own of what came before that.</summary>
/// <param name="At">When it was by that account, within a day after the first telling; null where nobody told it again.</param>
/// <param name="By">Which way that is.</param>
public readonly record struct Retelling(DateTimeOffset? At, Tellers By)
{
    /// <summary>Told once.</summary>
    public static readonly Retelling None;

    /// <summary>When it was by the account of these ways.</summary>
    /// <param name="ways">The ways.</param>
    /// <param name="first">When it was by the first telling.</param>
    internal DateTimeOffset AtBy(Tellers ways, DateTimeOffset first) => At is { } again && By.HasAny(ways) ? again : first;

    /// <summary>Whether these ways told it again, and not before this.</summary>
    /// <param name="at">When something was.</param>
    /// <param name="ways">The ways.</param>
    internal bool Follows(DateTimeOffset at, Tellers ways) => at <= At && By.HasAny(ways);

    /// <summary>This, or the first that is by another way and within a day; what tells the same instant leaves others their own.</summary>
    /// <param name="first">When it was by the first telling.</param>
    /// <param name="told">By which ways it was told already.</param>
    /// <param name="fact">What tells it again.</param>
    internal Retelling With(DateTimeOffset first, Tellers told, CaseFact fact) =>
        At is not null || fact.OccurredAt == first || told.Has(fact.Source) || !Tellers.IsWithinADay(first, fact.OccurredAt)
            ? this
            : new(fact.OccurredAt, Tellers.None.With(fact.Source));
}
