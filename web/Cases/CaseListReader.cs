using Grains.Journal;
using Tenancy;

namespace Web.Cases;

/// <summary>Reads lists of a tenant's cases: filtered, in order, a page at a time, in a few milliseconds on a million rows.</summary>
public sealed class CaseListReader(Sessions sessions, Registries registries, CalendarBook calendars)
{
    /// <summary>Lines of a page.</summary>
    public const int PageLength = 50;

    private const string ReadHead = "select registry, now() from head";

    private const string ReadHandlers = "select id from person where name = $1 limit 20";

    /// <summary>Reads a page.</summary>
    /// <param name="tenant">Whose cases.</param>
    /// <param name="filter">Which.</param>
    /// <param name="departments">Codes of the departments whose cases may be seen; null = all.</param>
    /// <param name="showHandlers">Handlers' names may be seen.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<CasePage> ReadAsync(
        TenantId tenant, CaseFilter filter, IReadOnlyList<string>? departments, bool showHandlers, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var (registry, now, handlers) = await ReadGroundAsync(session, tenant, showHandlers ? filter.Handler : null, cancellation);
        int[] scope = [.. registry.Departments
            .Where(d => (departments is null || departments.Contains(d.Code)) && (filter.Department is null || filter.Department == d.Id))
            .Select(d => d.Id)];
        if (filter.Item is { } item && registry.TryItem(item, out var found))
            scope = [.. scope.Where(d => d == found.Department)];
        if (scope.Length == 0 || handlers is { Length: 0 })
            return new([], null, filter.IsOfOneDay ? 0 : null);

        var walk = new CaseWalk(filter, calendars.For(tenant, now), now);
        var lines = new List<CaseLine>(PageLength + 1);
        foreach (var (query, order) in walk.Parts())
        {
            await using var reader = await session.ReadAsync([query.ToCommand(scope, handlers, order, PageLength + 1 - lines.Count)], cancellation);
            while (await reader.ReadAsync(cancellation))
                lines.Add(CaseQuery.Line(reader, showHandlers));
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

    private async Task<(Registry Registry, DateTimeOffset Now, int[]? Handlers)> ReadGroundAsync(
        TenantSession session, TenantId tenant, string? handler, CancellationToken cancellation)
    {
        long version = 0;
        var now = default(DateTimeOffset);
        List<int>? handlers = null;
        List<Npgsql.NpgsqlBatchCommand> commands = [new(ReadHead)];
        if (!string.IsNullOrWhiteSpace(handler))
            commands.Add(new(ReadHandlers) { Parameters = { new() { Value = handler.Trim() } } });
        await using (var reader = await session.ReadAsync(commands, cancellation))
        {
            if (await reader.ReadAsync(cancellation))
                (version, now) = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1));
            if (commands.Count > 1 && await reader.NextResultAsync(cancellation))
            {
                handlers = [];
                while (await reader.ReadAsync(cancellation))
                    handlers.Add(reader.GetInt32(0));
            }
        }

        return (version == 0 ? Registry.Empty : await registries.AtLeastAsync(tenant, version, cancellation), now, handlers?.ToArray());
    }
}
