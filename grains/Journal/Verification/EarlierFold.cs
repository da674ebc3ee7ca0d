using Grains.Cases;

namespace Grains.Journal.Verification;

/// <summary>What an earlier version may by right have written into the row of a case whose snapshot it left behind.</summary>
/// <remarks>
/// Versions before took the application and the end that were stated beside an event for those of the case, whoever told it; now only
/// what was imported before the case was live does so. And a pause that began at the very instant at which another was resumed was over
/// with it; now it lasts. In nothing else did their folds lead to another row.
/// </remarks>
internal static class EarlierFold
{
    /// <summary>Whether a row that differs from the fold is one of an earlier version.</summary>
    /// <param name="facts">The facts of the case.</param>
    /// <param name="state">What they fold into now.</param>
    /// <param name="row">Status, beginning and end as the row has them.</param>
    public static bool Explains(List<RecordedFact> facts, CaseState state, (CaseStatus Status, DateTimeOffset? OpenedAt, DateTimeOffset? EndedAt) row)
    {
        var (opened, ended, closed) = (row.OpenedAt == state.OpenedAt, row.EndedAt == state.StoppedAt, row.Status == state.Status);
        foreach (var fact in facts)
        {
            if (fact.Fact.Source == CaseSource.Platform)
                continue;
            opened |= fact.Fact.Details.AppliedAt is { } applied && applied == row.OpenedAt;
            if (fact.Fact.Details.ClosedAt is not { } stated)
                continue;
            ended |= row.EndedAt is { } at && (at == stated || at == state.DecidedAt || at == state.ForwardedAt);
            closed |= row.Status == CaseStatus.Closed;
        }

        if (row.Status == CaseStatus.Handling && state.Suspensions is [.., { Until: null } last])
            closed |= facts.Exists(fact => fact.Fact.Kind == CaseEventKind.Resumed && fact.Fact.OccurredAt == last.From);
        return opened && ended && closed;
    }
}
