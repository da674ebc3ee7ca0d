using System.Collections.Immutable;

namespace Grains.Cases;

/// <summary>How other ways told again what was ruled, or what ended a case: each has an account of its own of what came before that.</summary>
/// <param name="accounts">When it was by each way that told it again within a day after the first telling, in the order of their instants.</param>
public readonly struct Retelling(ImmutableArray<OwnAccount> accounts)
{
    /// <summary>Told once.</summary>
    public static readonly Retelling None;

    /// <summary>When it was by each way that told it again.</summary>
    public ImmutableArray<OwnAccount> Accounts => accounts.IsDefault ? [] : accounts;

    /// <summary>When it was by the account of these ways, the latest of them.</summary>
    /// <param name="ways">The ways.</param>
    /// <param name="first">When it was by the first telling.</param>
    internal DateTimeOffset AtBy(Tellers ways, DateTimeOffset first)
    {
        foreach (var own in Accounts)
        {
            if (ways.Has(own.By))
                first = own.At;
        }

        return first;
    }

    /// <summary>Whether any of these ways told it again, and not before this.</summary>
    /// <param name="at">When something was.</param>
    /// <param name="ways">The ways.</param>
    internal bool Follows(DateTimeOffset at, Tellers ways)
    {
        foreach (var own in Accounts)
        {
            if (at <= own.At && ways.Has(own.By))
                return true;
        }

        return false;
    }

    /// <summary>Whether it was at this instant by the account of a way that told it again.</summary>
    internal bool IsAt(DateTimeOffset? at)
    {
        foreach (var own in Accounts)
        {
            if (own.At == at)
                return true;
        }

        return false;
    }

    /// <summary>This, and the first telling by another way, within a day; what tells the same instant has the first account.</summary>
    /// <param name="first">When it was by the first telling.</param>
    /// <param name="told">By which ways it was told already.</param>
    /// <param name="fact">What tells it again.</param>
    internal Retelling With(DateTimeOffset first, Tellers told, CaseFact fact) =>
        fact.OccurredAt == first || told.Has(fact.Source) || !Tellers.IsWithinADay(first, fact.OccurredAt)
            ? this
            : new(Accounts.Add(new(fact.OccurredAt, fact.Source)));
}
