using Grains.Journal;
using Npgsql;
using Tenancy;

namespace Web.Cases;

/// <summary>Reads lists of a tenant's cases: filtered, in order, a page at a time, in a few milliseconds on a million rows.</summary>
public sealed class CaseListReader(Sessions sessions, Registries registries, CalendarBook calendars)
{
    /// <summary>Lines of a page.</summary>
    public const int PageLength = 50;

    private const string ReadHead = "select registry, now() from head";

    // By department and name, as the index has them: at most one in each department.
    private const string ReadHandlers = "select p.department, p.id from unnest($2) as d (id) join person p on p.department = d.id and p.name = $1";

    /// <summary>Reads a page.</summary>
    /// <param name="tenant">Whose cases.</param>
    /// <param name="filter">Which.</param>
    /// <param name="departments">Codes of the departments whose cases may be seen; null = all.</param>
    /// <param name="persons">Codes of the departments whose handlers may be seen; null = all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<CasePage> ReadAsync(
        TenantId tenant, CaseFilter filter, IReadOnlyList<string>? departments, IReadOnlyList<string>? persons, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var (registry, now) = await ReadGroundAsync(session, tenant, cancellation);
        int[] scope = [.. registry.Departments
            .Where(d => (departments is null || departments.Contains(d.Code)) && (filter.Department is null || filter.Department == d.Id))
            .Select(d => d.Id)];
        if (filter.Item is { } item && registry.TryItem(item, out var found))
            scope = [.. scope.Where(d => d == found.Department)];
        HashSet<int> named = [.. registry.Departments.Where(d => persons is null || persons.Contains(d.Code)).Select(d => d.Id)];
        int[]? handlers = null;
        // Who sees no names at all has no such filter; else it tells of those departments alone whose names are seen.
        if (!string.IsNullOrWhiteSpace(filter.Handler) && named.Count > 0)
            (scope, handlers) = await ReadHandlersAsync(session, filter.Handler.Trim(), [.. scope.Where(named.Contains)], cancellation);
        if (scope.Length == 0)
            return new([], null, filter.IsOfOneDay ? 0 : null);

        var walk = new CaseWalk(filter, calendars.For(tenant, now), now);
        var lines = new List<CaseLine>(PageLength + 1);
        foreach (var (query, order) in walk.Parts())
        {
            await using var reader = await session.ReadAsync([query.ToCommand(scope, handlers, order, PageLength + 1 - lines.Count)], cancellation);
            while (await reader.ReadAsync(cancellation))
                lines.Add(CaseQuery.Line(reader, named.Contains));
            if (lines.Count > PageLength)
                break;
        }

        long? count = filter.IsOfOneDay ? await CountAsync(session, walk, scope, handlers, cancellation) : null;
        return lines.Count <= PageLength ? new(lines, null, count) : new(lines[..PageLength], walk.CursorOf(lines[PageLength - 1]), count);
    }

    /// <summary>How many cases of a day there are in all: what the figure of that day says.</summary>
    private static async Task<long> CountAsync(
        TenantSession session, CaseWalk walk, int[] scope, int[]? handlers, CancellationToken cancellation)
    {
        long count = 0;
        foreach (var (query, _) in walk.FromTheTop().Parts())
        {
            await using var reader = await session.ReadAsync([query.ToCount(scope, handlers)], cancellation);
            await reader.ReadAsync(cancellation);
            count += reader.GetInt64(0);
        }

        return count;
    }

    private async Task<(Registry Registry, DateTimeOffset Now)> ReadGroundAsync(TenantSession session, TenantId tenant, CancellationToken cancellation)
    {
        long version = 0;
        var now = default(DateTimeOffset);
        await using (var reader = await session.ReadAsync([new(ReadHead)], cancellation))
        {
            if (await reader.ReadAsync(cancellation))
                (version, now) = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1));
        }

        return (version == 0 ? Registry.Empty : await registries.AtLeastAsync(tenant, version, cancellation), now);
    }

    /// <summary>The handlers of a name, each beside the one department that he is of.</summary>
    private static async Task<(int[] Departments, int[] Handlers)> ReadHandlersAsync(
        TenantSession session, string name, int[] departments, CancellationToken cancellation)
    {
        var (found, handlers) = (new List<int>(), new List<int>());
        NpgsqlBatchCommand command = new(ReadHandlers)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = name }, new NpgsqlParameter<int[]> { TypedValue = departments } },
        };
        await using var reader = await session.ReadAsync([command], cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(reader.GetInt32(0));
            handlers.Add(reader.GetInt32(1));
        }

        return ([.. found], [.. handlers]);
    }
}
