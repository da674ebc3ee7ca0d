using Grains.Cases;
using Grains.Journal;
using Npgsql;
using Tenancy;

namespace Web.Import;

/// <summary>Knows the rows of a log that has grown since it was last imported: the same event, of which the log now says more.</summary>
/// <remarks>
/// A log carries attributes of its cases (when closed, who is responsible) on the row of an event; they stand there as of the
/// log's own day. When the log is drawn again later, that row differs although the event is the same. The stored event stays as
/// it is; what is said of it now becomes a correction that refers to it, with an id of its own made of its content, so that it
/// too is stored once. A row that tells of another event (kind, time, step, post) under a known id is left to be refused.
/// </remarks>
internal sealed class GrownLog(Sessions sessions, TenantId tenant)
{
    private const string ReadCases = "select id, case_no, state from case_file where department = $1 and case_no = any ($2)";

    private const string ReadEvents = """
        select c.id, e.body from case_file c join event e on e.tenant = c.tenant and e.month = c.month and e.grain = c.id where c.id = any ($1)
        """;

    /// <summary>The facts of a chunk (told apart by <see cref="CaseFact.Index"/>) that are stored already with other content, as corrections; the rest as they are.</summary>
    public async Task<(IReadOnlyList<CaseFact> Facts, IReadOnlyList<CaseFact> Corrections)> SplitAsync(
        int department, IReadOnlyList<CaseFact> facts, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var changed = await ChangedAsync(session, department, facts, cancellation);
        if (changed.Count == 0)
            return (facts, []);
        var stored = await StoredAsync(session, [.. changed.Select(one => one.Case).Distinct()], cancellation);
        var corrections = changed
            .Where(one => stored.TryGetValue((one.Case, one.Fact.EventId), out var before) && IsSameEvent(before, one.Fact))
            .ToDictionary(one => one.Fact.Index, one => Correction(one.Fact));
        return ([.. facts.Where(fact => !corrections.ContainsKey(fact.Index))], [.. corrections.Values]);
    }

    /// <summary>The facts that are known under their id with other content, each with the id of its case.</summary>
    private static async Task<List<(CaseFact Fact, long Case)>> ChangedAsync(
        TenantSession session, int department, IReadOnlyList<CaseFact> facts, CancellationToken cancellation)
    {
        var known = new Dictionary<string, (long Case, CaseSnapshot Snapshot)>(StringComparer.Ordinal);
        string[] numbers = [.. facts.Select(fact => fact.CaseNo).Distinct(StringComparer.Ordinal)];
        await using (var reader = await session.ReadAsync([new(ReadCases) { Parameters = { new() { Value = department }, new() { Value = numbers } } }], cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                known[reader.GetString(1)] = (reader.GetInt64(0), CaseSnapshotCodec.Read(reader.GetFieldValue<byte[]>(2), out _));
        }

        var changed = new List<(CaseFact, long)>();
        var scratch = new CanonicalWriter();
        foreach (var fact in facts)
        {
            if (!known.TryGetValue(fact.CaseNo, out var of))
                continue;
            var digest = EventDigest.Of(fact, scratch);
            if (of.Snapshot.Known.Exists(one => one.Id == digest.Id && one.Content != digest.Content))
                changed.Add((fact, of.Case));
        }

        return changed;
    }

    private static async Task<Dictionary<(long Case, string EventId), CaseFact>> StoredAsync(TenantSession session, long[] cases, CancellationToken cancellation)
    {
        var stored = new Dictionary<(long, string), CaseFact>();
        await using var reader = await session.ReadAsync([new(ReadEvents) { Parameters = { new NpgsqlParameter { Value = cases } } }], cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var fact = CanonicalEvent.ReadCaseFact(reader.GetFieldValue<byte[]>(1)).Fact;
            stored[(reader.GetInt64(0), fact.EventId)] = fact;
        }

        return stored;
    }

    private static bool IsSameEvent(CaseFact stored, CaseFact now) =>
        stored.Source == CaseSource.History && stored.Kind == now.Kind && stored.OccurredAt == now.OccurredAt
        && string.Equals(stored.Step, now.Step, StringComparison.Ordinal) && string.Equals(stored.Post, now.Post, StringComparison.Ordinal);

    /// <summary>The id is made of what the log says, not of the form in which it says it: CSV and XES come to the same.</summary>
    private static CaseFact Correction(CaseFact now) => now with
    {
        EventId = $"{now.EventId[..Math.Min(now.EventId.Length, 80)]}#{EventDigest.Of(now, new CanonicalWriter()).Content:x16}",
        Kind = CaseEventKind.Corrected,
        Details = now.Details with { Corrects = now.EventId },
    };
}
