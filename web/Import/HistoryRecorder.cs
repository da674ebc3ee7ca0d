using Grains.Cases;
using Grains.Journal;
using Tenancy;

namespace Web.Import;

/// <summary>Records chunks of history through the journal.</summary>
internal sealed class HistoryRecorder(Journal journal, TenantId tenant, Registry registry)
{
    /// <summary>Records facts of one department in one transaction.</summary>
    /// <exception cref="JournalUnavailableException">The database could not be reached.</exception>
    public async Task<ChunkAnswer> RecordAsync(string department, IReadOnlyList<CaseFact> facts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!registry.TryDepartment(department, out var registered))
            throw new InvalidOperationException($"Department {department} was looked for before the import began.");
        var answer = await journal.RecordAsync(new CaseBatch(tenant, registered.Id, facts, []));
        return new ChunkAnswer(
            answer.Accepted, answer.Duplicate,
            [.. answer.Refused.Select(refused => new ChunkRefusal(refused.Index, refused.Code, refused.Field, refused.Message, refused.Expected))]);
    }
}
