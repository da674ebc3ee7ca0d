using Grains.Cases;
using Grains.Journal;
using Tenancy;

namespace Web.Import;

/// <summary>Records chunks of history through the journal.</summary>
internal sealed class HistoryRecorder(Journal journal, Sessions sessions, TenantId tenant, Registry registry)
{
    private readonly GrownLog _grown = new(sessions, tenant);

    /// <summary>Records facts of one department in one transaction, and in another what the log now says of events stored before.</summary>
    /// <exception cref="JournalUnavailableException">The database could not be reached.</exception>
    public async Task<ChunkAnswer> RecordAsync(string department, IReadOnlyList<CaseFact> facts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!registry.TryDepartment(department, out var registered))
            throw new InvalidOperationException($"Department {department} was looked for before the import began.");
        var (told, corrections) = await _grown.SplitAsync(registered.Id, facts, cancellation);
        var answer = await journal.RecordAsync(new CaseBatch(tenant, registered.Id, told, []) { Source = CaseSource.History });
        if (corrections.Count == 0)
            return new ChunkAnswer(answer.Accepted, answer.Duplicate, Refusals(answer));
        var corrected = await journal.RecordAsync(new CaseBatch(tenant, registered.Id, corrections, []) { Source = CaseSource.History });
        return new ChunkAnswer(
            answer.Accepted, answer.Duplicate + corrected.Accepted + corrected.Duplicate, [.. Refusals(answer), .. Refusals(corrected)], corrected.Accepted);
    }

    private static ChunkRefusal[] Refusals(BatchAnswer answer) =>
        [.. answer.Refused.Select(refused => new ChunkRefusal(refused.Index, refused.Code, refused.Field, refused.Message, refused.Expected))];
}
