using Tenancy;
using static Grains.Journal.CaseMarking;

namespace Grains.Journal;

/// <summary>Has the open cases of tenants judged again after the calendar that holds for them has changed: by a closure, a paper, a move in the tree, another zone.</summary>
/// <remarks>
/// Safe on any number of nodes and after any crash: a tenant's <c>calendar_applied</c> row says how far it was
/// done and is written with the last chunk. Another zone counts ended cases anew as well. A case is only marked as due for checking; the sweep does the judging.
/// </remarks>
public sealed class CalendarRecheck(Sessions sessions, Jurisdictions jurisdictions, CalendarBook book, Commits commits)
{
    private const string ReadApplied = "select tenant, coalesce(basis, version::text) from calendar_applied where tenant = any ($1)";

    private const string WriteApplied = """
        insert into calendar_applied (tenant, version, basis, applied_at) values ($1, $2, $3, $4)
        on conflict (tenant) do update set version = excluded.version, basis = excluded.basis, applied_at = excluded.applied_at
        """;

    private readonly CaseMarking _marking = new(sessions);

    /// <summary>Marks the open cases of every tenant whose calendar is another than the one last applied.</summary>
    /// <param name="at">Now, by the database's clock; at least <see cref="CalendarBook.Delay"/> after the change was first seen.</param>
    /// <param name="cancellation">Stops between chunks; the next call goes on.</param>
    /// <returns>The tenants that were done.</returns>
    public async Task<IReadOnlyList<TenantId>> ApplyAsync(DateTimeOffset at, CancellationToken cancellation = default)
    {
        var done = new List<TenantId>();
        var tree = jurisdictions.Tree;
        foreach (var database in tree.All.GroupBy(jurisdiction => jurisdiction.Database))
        {
            var applied = await _marking.AppliedAsync(ReadApplied, database.Key, [.. database.Select(jurisdiction => jurisdiction.Id)], cancellation);
            foreach (var tenant in database)
            {
                var (version, basis) = (book.For(tenant.Id, at).Version, book.BasisFor(tenant.Id, at));
                if (string.Equals(applied.GetValueOrDefault(tenant.Id), basis, StringComparison.Ordinal))
                    continue;
                // Figures count by local days: in another zone the ended cases, and the department's signals, lie on other days.
                var rezoned = applied.GetValueOrDefault(tenant.Id) is { } before && before.Contains('/', StringComparison.Ordinal)
                    && !before.StartsWith($"{tenant.Zone}/", StringComparison.Ordinal);
                await _marking.MarkAsync(
                    tenant, at, rezoned ? MarkedCases.All : MarkedCases.Open,
                    [.. rezoned ? new[] { DepartmentMarking.Command(tenant.Id, at) } : [], Command(WriteApplied, Integer(tenant.Id.Value), Integer(version), Text(basis), Instant(at))], cancellation);
                commits.Raise(tenant.Id);
                done.Add(tenant.Id);
            }
        }

        return done;
    }
}
