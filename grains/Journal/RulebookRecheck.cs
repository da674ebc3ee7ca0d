using Tenancy;
using static Grains.Journal.CaseMarking;

namespace Grains.Journal;

/// <summary>Has the cases and departments of tenants judged again when other rules begin to hold for them: a version takes effect, or a move in the tree puts them under other layers.</summary>
/// <remarks>
/// Nothing is judged anew by rules that did not hold then: a fault is judged by the version in force when it became true. What
/// the new rules warn of from now on must be found from now on, though, and not at the next instant that the old ones named.
/// Safe on any number of nodes and after any crash, as <see cref="CalendarRecheck"/> is.
/// </remarks>
public sealed class RulebookRecheck(Sessions sessions, Jurisdictions jurisdictions, RulebookBook book, Commits commits)
{
    private const string ReadApplied = "select tenant, basis from rulebook_applied where tenant = any ($1)";

    private const string WriteApplied = """
        insert into rulebook_applied (tenant, basis, applied_at) values ($1, $2, $3)
        on conflict (tenant) do update set basis = excluded.basis, applied_at = excluded.applied_at
        """;

    private readonly CaseMarking _marking = new(sessions);

    /// <summary>Marks the cases of every tenant that other rules hold for than those last applied.</summary>
    /// <param name="at">Now, by the database's clock.</param>
    /// <param name="cancellation">Stops between chunks; the next call goes on.</param>
    /// <returns>The tenants that were done.</returns>
    public async Task<IReadOnlyList<TenantId>> ApplyAsync(DateTimeOffset at, CancellationToken cancellation = default)
    {
        var done = new List<TenantId>();
        var history = book.History;
        foreach (var database in jurisdictions.Tree.All.Where(jurisdiction => history.Tree.TryFind(jurisdiction.Id, out _)).GroupBy(jurisdiction => jurisdiction.Database))
        {
            var applied = await _marking.AppliedAsync(ReadApplied, database.Key, [.. database.Select(jurisdiction => jurisdiction.Id)], cancellation);
            foreach (var tenant in database)
            {
                var basis = history.BasisAt(tenant.Id, at);
                if (string.Equals(applied.GetValueOrDefault(tenant.Id), basis, StringComparison.Ordinal))
                    continue;
                await _marking.MarkAsync(
                    tenant, at, MarkedCases.Pending,
                    [
                        DepartmentMarking.Command(tenant.Id, at),
                        Command(WriteApplied, Integer(tenant.Id.Value), Text(basis), Instant(at)),
                    ],
                    cancellation);
                commits.Raise(tenant.Id);
                done.Add(tenant.Id);
            }
        }

        return done;
    }
}
