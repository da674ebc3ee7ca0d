using Npgsql;
using Tenancy;
using static Grains.Journal.CaseMarking;

namespace Grains.Journal;

/// <summary>Marks a tenant's departments as due for checking after what they are judged by has changed; the sweep does the judging.</summary>
internal static class DepartmentMarking
{
    // One that waits for nothing by the rules of before may by those of now; one that has told nothing has no bytes.
    private const string Mark = """
        update department set next_check_at = $2 where tenant = $1 and (next_check_at > $2 or (next_check_at is null and state <> '\x'))
        """;

    /// <summary>Marks those that have told anything; for the transaction in which <see cref="CaseMarking"/> marks the last cases, which holds the tenant's head.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="at">From which instant on they are due, by the database's clock.</param>
    public static NpgsqlBatchCommand Command(TenantId tenant, DateTimeOffset at) => CaseMarking.Command(Mark, Integer(tenant.Value), Instant(at));
}
