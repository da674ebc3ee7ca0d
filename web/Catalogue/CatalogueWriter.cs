using Grains.Calendars;
using Grains.Catalogue;
using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Web.Catalogue;

/// <summary>Hosts items: the one place where they are changed, for screens, the API, imports and the demo.</summary>
public sealed class CatalogueWriter(Sessions sessions, Jurisdictions jurisdictions)
{
    // Taking the head row's lock first makes this the tenant's only writer, and tells every cached registry to read again.
    private const string Lock = "select app.registry_changed()";

    // Once the lock is had: who waited for it beyond midnight has a new day.
    private const string ReadNow = "select clock_timestamp()";

    private const string ReadDepartments = "select id, code, vertical from department";

    private const string ReadHistory = """
        select i.id, i.code, e.n, e.body::text
        from item i left join item_event e on e.tenant = i.tenant and e.item = i.id
        where i.code = any ($1)
        order by i.id, e.n
        """;

    private const string ReadLastId = "select coalesce(max(id), 0) from item";

    private const string WriteItems = """
        insert into item (tenant, id, department, kind, code, name, created_at)
        select (select app.tenant()), u.id, u.department, u.kind, u.code, u.name, now()
        from unnest($1::integer[], $2::integer[], $3::smallint[], $4::text[], $5::text[]) as u (id, department, kind, code, name)
        on conflict (tenant, id) do update set name = excluded.name where item.name <> excluded.name
        """;

    private const string WriteEvents = """
        insert into item_event (tenant, item, n, actor, body)
        select (select app.tenant()), u.item, u.n, $4, u.body::jsonb
        from unnest($1::integer[], $2::integer[], $3::text[]) as u (item, n, body)
        """;

    private const string WriteVersions = """
        insert into item_version (tenant, item, version, status, effective_from, effective_until, published_at, body, lacking)
        select (select app.tenant()), u.item, u.version, u.status, u.effective_from, u.effective_until, case when u.status >= 4 then now() end, u.body::jsonb, u.lacking
        from unnest($1::integer[], $2::integer[], $3::smallint[], $4::date[], $5::date[], $6::text[], $7::smallint[])
          as u (item, version, status, effective_from, effective_until, body, lacking)
        on conflict (tenant, item, version) do update set
          status = excluded.status, effective_from = excluded.effective_from, effective_until = excluded.effective_until,
          published_at = coalesce(item_version.published_at, excluded.published_at), lacking = excluded.lacking,
          body = case when item_version.status < 4 then excluded.body else item_version.body end
        """;

    /// <summary>Carries out orders in one transaction; an order that is refused keeps none of the others from being kept.</summary>
    /// <param name="tenant">Whose catalogue.</param>
    /// <param name="actor">Who orders: sign-in name, client id, or what did it (<c>demo</c>).</param>
    /// <param name="orders">The orders; two of the same item see each other.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    /// <returns>One outcome for each order, in order.</returns>
    public async Task<IReadOnlyList<ItemOutcome>> ApplyAsync(
        TenantId tenant, string actor, IReadOnlyList<ItemOrder> orders, CancellationToken cancellation) =>
        (await ApplyAsync(tenant, actor, orders, [], cancellation)).Items;

    /// <summary>Carries out orders as above, and registers the departments of items that are kept.</summary>
    /// <param name="tenant">Whose catalogue.</param>
    /// <param name="actor">Who orders.</param>
    /// <param name="orders">The orders.</param>
    /// <param name="offered">Departments that may be registered; one of which no item is kept is not, one that is registered stays as it is.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public async Task<CatalogueOutcome> ApplyAsync(
        TenantId tenant, string actor, IReadOnlyList<ItemOrder> orders, IReadOnlyCollection<DepartmentEntry> offered, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var desk = await ReadAsync(session, Lock, Zone.Of(jurisdictions.Tree[tenant].Zone), orders, offered, cancellation);
        ItemOutcome[] outcomes = [.. orders.Select(desk.Carry)];
        var registered = await RegisterAsync(session, desk, Missing(desk, offered), cancellation);
        if (desk.HasChanges)
            await session.CommitAsync(Writes(desk, actor), cancellation);
        return new(outcomes, registered);
    }

    /// <summary>What orders would come to if they were carried out now; nothing is written and nobody waits.</summary>
    /// <param name="tenant">Whose catalogue.</param>
    /// <param name="orders">The orders.</param>
    /// <param name="offered">Departments that might be registered.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<CatalogueOutcome> TryAsync(
        TenantId tenant, IReadOnlyList<ItemOrder> orders, IReadOnlyCollection<DepartmentEntry> offered, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var desk = await ReadAsync(session, "select", Zone.Of(jurisdictions.Tree[tenant].Zone), orders, offered, cancellation);
        ItemOutcome[] outcomes = [.. orders.Select(desk.Carry)];
        return new(outcomes, Missing(desk, offered));
    }

    private static DepartmentEntry[] Missing(CatalogueDesk desk, IReadOnlyCollection<DepartmentEntry> offered) =>
        [.. desk.MissingDepartments.Join(offered, code => code, department => department.Code, (_, department) => department, StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<DepartmentEntry>> RegisterAsync(
        TenantSession session, CatalogueDesk desk, DepartmentEntry[] missing, CancellationToken cancellation)
    {
        if (missing.Length == 0)
            return [];
        var there = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await session.ReadAsync([DepartmentWriter.AddCommand(missing), new(ReadDepartments)], cancellation);
        while (await reader.ReadAsync(cancellation))
            there.Add(reader.GetString(0));
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            desk.Know(reader.GetString(1), reader.GetInt32(0), reader.GetBoolean(2));
        return [.. missing.Where(department => !there.Contains(department.Code))];
    }

    private static async Task<CatalogueDesk> ReadAsync(
        TenantSession session, string before, Zone zone, IReadOnlyList<ItemOrder> orders, IReadOnlyCollection<DepartmentEntry> offered, CancellationToken cancellation)
    {
        string[] codes = [.. orders.Select(o => o.Code).Distinct(StringComparer.Ordinal)];
        await using var reader = await session.ReadAsync(
            [new(before), new(ReadNow), new(ReadDepartments), new(ReadLastId), new(ReadHistory) { Parameters = { new() { Value = codes } } }], cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var today = zone.DayOf(reader.GetFieldValue<DateTimeOffset>(0));

        await reader.NextResultAsync(cancellation);
        var departments = new Dictionary<string, (int Id, bool Vertical)>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
            departments[reader.GetString(1)] = (reader.GetInt32(0), reader.GetBoolean(2));
        foreach (var department in offered)
            departments.TryAdd(department.Code, (0, department.Vertical));

        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var desk = new CatalogueDesk(today, departments, reader.GetInt32(0));

        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            desk.Remember(
                reader.GetInt32(0), reader.GetString(1),
                await reader.IsDBNullAsync(3, cancellation) ? null : CatalogueJson.ReadEvent(reader.GetString(3)));
        }

        return desk;
    }

    private static NpgsqlBatchCommand[] Writes(CatalogueDesk desk, string actor)
    {
        var items = desk.ChangedItems;
        var events = desk.NewEvents;
        var versions = desk.ChangedVersions;
        return
        [
            Command(
                WriteItems, Column(items, i => i.Id), Column(items, i => i.Department), Column(items, i => (short)i.Content.Kind),
                Column(items, i => i.Code), Column(items, i => i.Content.Name)),
            Command(WriteEvents, Column(events, e => e.Item), Column(events, e => e.N), Column(events, e => CatalogueJson.Write(e.Happened)), new() { Value = actor }),
            Command(
                WriteVersions, Column(versions, v => v.Item), Column(versions, v => v.Version.Number), Column(versions, v => (short)v.Version.Status),
                Days(versions, v => v.Version.EffectiveFrom), Days(versions, v => v.Version.EffectiveUntil),
                Column(versions, v => CatalogueJson.Write(v.Version.Content)), Column(versions, v => Lacking(v.Version))),
        ];
    }

    private static short Lacking(ItemState.Version version) =>
        (short)Math.Min(Completeness.Check(version.Content, version.EffectiveFrom).Count(f => f.Blocks), short.MaxValue);

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value) =>
        new() { Value = rows.Select(value).ToArray() };

    private static NpgsqlParameter Days<TRow>(IReadOnlyList<TRow> rows, Func<TRow, DateOnly?> value) =>
        new() { Value = rows.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date };
}
