using Grains.Cases;
using Grains.Journal;
using Tenancy;

namespace Web.Interface;

/// <summary>The one way in for what departments tell, by interface or by form: read, validated, recorded, answered when durable.</summary>
public sealed class EventIntake(Journal journal, Registries registries)
{
    /// <summary>The department of this code as the registry knows it, also when it was registered a moment ago; null = not registered.</summary>
    public async Task<RegisteredDepartment?> DepartmentAsync(TenantId tenant, string code, CancellationToken cancellation)
    {
        var registry = await registries.AtLeastAsync(tenant, 0, cancellation);
        return registry.TryDepartment(code, out var department)
            || (await registries.CurrentAsync(tenant, cancellation)).TryDepartment(code, out department)
            ? department
            : null;
    }

    /// <summary>Records a body of events.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="department">On whose behalf; who may do so has been asked.</param>
    /// <param name="body">Events as JSON, decompressed.</param>
    /// <param name="source">By which way it comes in.</param>
    /// <param name="lines">Whether the sender says that it is NDJSON, in which each line stands for itself.</param>
    /// <param name="quarantine">Whether what is refused is kept; false where a person sees it at once and still has what was typed.</param>
    /// <param name="seenUntil">Number of the case's last event that whoever tells it has seen, see <see cref="CaseBatch.SeenUntil"/>; null where that does not matter.</param>
    /// <exception cref="UnreadableBodyException">The body is no list of events.</exception>
    /// <exception cref="JournalUnavailableException">It is not known whether anything was recorded; the same again is stored once.</exception>
    /// <remarks>No token ends it: what is durable is durable, heard or not.</remarks>
    public Task<BatchAnswer> RecordAsync(
        TenantId tenant, RegisteredDepartment department, ReadOnlyMemory<byte> body, CaseSource source, bool lines = false, bool quarantine = true, int? seenUntil = null)
    {
        var events = EventReader.Read(body, department.Code, source, lines);
        return journal.RecordAsync(new CaseBatch(tenant, department.Id, events.Facts, events.Refused) { KeepsRefused = quarantine, Source = source, SeenUntil = seenUntil });
    }
}
