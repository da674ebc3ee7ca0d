namespace Grains.Cases;

/// <summary>What an office ruled on a case: its decision, or its refusal to accept.</summary>
/// <param name="EventId">The event that told it.</param>
/// <param name="Kind">Approved, rejected, decided or not accepted.</param>
/// <param name="At">When.</param>
/// <param name="Post">Post that ruled; null when not told.</param>
/// <param name="ReasonTold">Reasons were told.</param>
/// <param name="RemediesTold">Remedies were told.</param>
/// <param name="ToldBy">By which ways it was told.</param>
public sealed record Ruling(string EventId, CaseEventKind Kind, DateTimeOffset At, string? Post, bool ReasonTold, bool RemediesTold, Tellers ToldBy)
{
    /// <summary>What a fact rules.</summary>
    internal static Ruling Of(CaseFact fact) =>
        new(fact.EventId, fact.Kind, fact.OccurredAt, fact.Post, fact.Details.Reason.IsTold(), fact.Details.Remedies.IsTold(), Tellers.None.With(fact.Source));

    /// <summary>The same told once more: what either telling of the same instant says was told, was.</summary>
    internal Ruling ToldAgain(CaseFact fact) => this with
    {
        ToldBy = ToldBy.With(fact.Source),
        ReasonTold = ReasonTold || (fact.OccurredAt == At && fact.Details.Reason.IsTold()),
        RemediesTold = RemediesTold || (fact.OccurredAt == At && fact.Details.Remedies.IsTold()),
    };
}
