using Tenancy;
using static Grains.Journal.CaseMarking;

namespace Grains.Journal;

/// <summary>Has everything folded again that an earlier version left in another form: cases by the sweep, departments by counting their facts anew and by the sweep.</summary>
/// <remarks>
/// Only what was touched would come to the form of this build otherwise, and whatever lies in an older one cannot be proven: an
/// upgraded installation is brought over once, when it has started. Safe on any number of nodes and after any crash: a tenant's
/// <c>fold_applied</c> row is written with the last chunk.
/// </remarks>
public sealed class FoldRecheck(Sessions sessions, Jurisdictions jurisdictions, Commits commits)
{
    private const string ReadApplied = "select tenant, basis from fold_applied where tenant = any ($1)";

    private const string WriteApplied = """
        insert into fold_applied (tenant, basis, applied_at) values ($1, $2, $3)
        on conflict (tenant) do update set basis = excluded.basis, applied_at = excluded.applied_at
        """;

    private const string ReadClock = "select clock_timestamp()";

    private readonly CaseMarking _marking = new(sessions);
    private readonly DepartmentRecount _departments = new(sessions);

    /// <summary>Counts the departments anew and marks them and the cases of every tenant that an earlier version has left.</summary>
    /// <param name="cancellation">Stops between chunks; the next call goes on.</param>
    /// <returns>The tenants that were done; one whose events cannot be read is marked, and counted anew with the next start.</returns>
    public async Task<IReadOnlyList<TenantId>> ApplyAsync(CancellationToken cancellation = default)
    {
        var done = new List<TenantId>();
        foreach (var database in jurisdictions.Tree.All.GroupBy(jurisdiction => jurisdiction.Database))
        {
            var applied = await _marking.AppliedAsync(ReadApplied, database.Key, [.. database.Select(jurisdiction => jurisdiction.Id)], cancellation);
            foreach (var tenant in database)
            {
                if (string.Equals(applied.GetValueOrDefault(tenant.Id), FoldBasis.Current, StringComparison.Ordinal))
                    continue;
                if (await BringOverAsync(tenant, cancellation))
                    done.Add(tenant.Id);
                commits.Raise(tenant.Id);
            }
        }

        return done;
    }

    private async Task<bool> BringOverAsync(Jurisdiction tenant, CancellationToken cancellation)
    {
        var counted = await _departments.RunAsync(tenant, cancellation);
        var at = await ClockAsync(tenant, cancellation);
        await _marking.MarkAsync(
            tenant, at, MarkedCases.All,
            [
                DepartmentMarking.Command(tenant.Id, at),
                .. counted ? new[] { Command(WriteApplied, Integer(tenant.Id.Value), Text(FoldBasis.Current), Instant(at)) } : [],
            ],
            cancellation);
        return counted;
    }

    private async Task<DateTimeOffset> ClockAsync(Jurisdiction tenant, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenJournalAsync(tenant.Database, [tenant.Id], cancellation);
        await using var clock = await session.ReadAsync([new(ReadClock)], cancellation);
        await clock.ReadAsync(cancellation);
        return clock.GetFieldValue<DateTimeOffset>(0);
    }
}
