using Tenancy;

namespace Grains.Journal;

/// <summary>One transaction that records batches of facts: two round trips, more only for facts that come late.</summary>
internal sealed class RecordTransaction(Sessions sessions, JournalGround ground)
{
    public async Task<IReadOnlyList<BatchAnswer>> RunAsync(string database, IReadOnlyList<CaseBatch> batches, CancellationToken cancellation)
    {
        TenantId[] tenants = [.. batches.Select(b => b.Tenant).Distinct().Order()];
        await using var session = await sessions.OpenJournalAsync(database, tenants, cancellation);
        var unit = await new LoadingPhase(ground).LoadAsync(session, batches, cancellation);
        var recording = new RecordingPhase(unit, ground.Persons);
        List<BatchAnswer> answers = [.. batches.Select(recording.Record)];
        await new JudgingPhase(unit, recording, ground.MostRounds).JudgeAsync(session, cancellation);
        await new SignallingPhase(unit).RaiseAsync(session, cancellation);
        await session.CommitAsync(StoringPhase.Commands(unit), cancellation);
        foreach (var (key, person) in unit.NewPersons)
            ground.Persons.Remember(key.Tenant, key.Department, key.Name, person);
        return answers;
    }
}
