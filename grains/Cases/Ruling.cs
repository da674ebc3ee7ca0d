namespace Grains.Cases;

/// <summary>What an office ruled on a case: its decision, or its refusal to accept.</summary>
/// <param name="EventId">The event that told it.</param>
/// <param name="Kind">Approved, rejected, decided or not accepted.</param>
/// <param name="At">When.</param>
/// <param name="Post">Post that ruled; null when not told.</param>
/// <param name="ReasonTold">Reasons were told.</param>
/// <param name="RemediesTold">Remedies were told.</param>
/// <param name="ToldBy">By which ways it was told.</param>
/// <param name="Again">How other ways told it again.</param>
public sealed record Ruling(
    string EventId, CaseEventKind Kind, DateTimeOffset At, string? Post, bool ReasonTold, bool RemediesTold, Tellers ToldBy, Retelling Again)
{
    /// <summary>When it was by the account of these ways.</summary>
    internal DateTimeOffset AtBy(Tellers ways) => Again.AtBy(ways, At);

    /// <summary>What a fact rules.</summary>
    internal static Ruling Of(CaseFact fact) =>
        new(
            fact.EventId, fact.Kind, fact.OccurredAt, fact.Post, fact.Details.Reason.IsTold(), fact.Details.Remedies.IsTold(),
            Tellers.None.With(fact.Source), Retelling.None);

    /// <summary>Whether the way that tells this fact may still tell it again, within a day.</summary>
    internal bool AwaitsAgain(CaseFact fact) => !ToldBy.Has(fact.Source) && Tellers.IsWithinADay(At, fact.OccurredAt);

    /// <summary>The same told once more: what either telling says was told, was, at the same instant or by another way within a day.</summary>
    internal Ruling ToldAgain(CaseFact fact)
    {
        var isOne = fact.OccurredAt == At || AwaitsAgain(fact);
        return this with
        {
            Again = Again.With(At, ToldBy, fact),
            ToldBy = ToldBy.With(fact.Source),
            ReasonTold = ReasonTold || (isOne && fact.Details.Reason.IsTold()),
            RemediesTold = RemediesTold || (isOne && fact.Details.Remedies.IsTold()),
        };
    }
}
