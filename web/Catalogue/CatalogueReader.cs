using Grains.Calendars;
using Grains.Catalogue;
using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Web.Catalogue;

/// <summary>Reads catalogues: the own one with its drafts, anybody else's as published.</summary>
public sealed class CatalogueReader(Sessions sessions, Jurisdictions jurisdictions, TimeProvider clock)
{
    // The last version of an item ("last"), and the one that applies on day $1 ("f").
    private const string LastAndInForce = """
        from item i
        join department d on d.tenant = i.tenant and d.id = i.department
        join lateral (
          select v.status, v.lacking, v.effective_from, v.body from item_version v where v.tenant = i.tenant and v.item = i.id order by v.version desc limit 1
        ) last on true
        left join lateral (
          select v.version, v.effective_from, v.body,
            least(v.effective_until, (
              select min(l.effective_from) from item_version l
              where l.tenant = i.tenant and l.item = i.id and l.status in (4, 5) and l.version > v.version)) as effective_until
          from (
            select version, effective_from, effective_until, body from item_version
            where tenant = i.tenant and item = i.id and status in (4, 5) and effective_from <= $1
            order by version desc limit 1) v
          where v.effective_until is null or v.effective_until > $1
        ) f on true
        """;

    private const string ReadLines = $"""
        select i.code, i.name, i.kind, d.code, d.name, last.status, f.version, f.effective_from, f.effective_until, coalesce(f.body, last.body)::text
        {LastAndInForce}
        where i.code > $2
          and ($3::text is null or d.code = $3)
          and ($4::smallint is null or i.kind = $4)
          and ($5::text is null or strpos(lower(i.name), lower($5)) > 0 or strpos(lower(i.code), lower($5)) > 0)
          and case $6::integer
            when 0 then f.version is not null
            when 1 then last.status < 4
            when 2 then last.status = 5
            when 3 then last.status < 4 and coalesce(last.lacking, 1) > 0
            when 4 then last.status = 4 and last.effective_from > $1
            else true end
        order by i.code
        limit $7
        """;

    private const string ReadCells = $"""
        select d.code, i.kind, f.version is not null, last.status < 4, last.status < 4 and coalesce(last.lacking, 1) > 0, last.status = 5,
          last.status = 4 and last.effective_from > $1, count(*)
        {LastAndInForce}
        where $2::text is null or strpos(lower(i.name), lower($2)) > 0 or strpos(lower(i.code), lower($2)) > 0
        group by 1, 2, 3, 4, 5, 6, 7
        """;

    private const string ReadDocuments = $"""
        select coalesce(f.body, last.body)::text
        {LastAndInForce}
        order by i.code
        """;

    private const string ReadFile = """
        select i.code, i.name, i.kind, d.code, d.name, v.version, v.status, v.effective_from, v.effective_until, v.published_at, v.body::text
        from item i
        join department d on d.tenant = i.tenant and d.id = i.department
        join item_version v on v.tenant = i.tenant and v.item = i.id
        where i.code = $1
        order by v.version desc
        """;

    private const string ReadHistory = """
        select e.at, e.actor, (e.body ->> 'version')::integer, e.body ->> 'kind',
          coalesce(e.body ->> 'document', e.body ->> 'signature', e.body ->> 'reason', e.body ->> 'effectiveFrom'), e.body ->> 'office'
        from item i join item_event e on e.tenant = i.tenant and e.item = i.id
        where i.code = $1
        order by e.n
        """;

    private const string ReadDepartments = "select code, name, vertical, has_system from department order by code";

    /// <summary>Today in a jurisdiction's zone.</summary>
    public DateOnly Today(TenantId tenant) => Zone.Of(jurisdictions.Tree[tenant].Zone).DayOf(clock.GetUtcNow());

    /// <summary>One page of a catalogue, by code; one line more than asked for tells that there is another page.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="own">The reader belongs to it and may see drafts.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<CatalogueLine>> ListAsync(TenantId tenant, CatalogueFilter filter, bool own, CancellationToken cancellation)
    {
        await using var session = await OpenAsync(tenant, own, cancellation);
        await using var reader = await session.ReadAsync([new(ReadLines)
        {
            Parameters =
            {
                new() { Value = Today(tenant) }, new() { Value = filter.After ?? "" }, Text(filter.Department),
                new() { Value = (object?)(short?)filter.Kind ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Smallint }, Text(filter.Words?.Trim()),
                new() { Value = (object?)(int?)filter.State ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer }, new() { Value = Math.Clamp(filter.Limit, 1, 200) + 1 },
            },
        }], cancellation);
        var lines = new List<CatalogueLine>();
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(new(
                reader.GetString(0), reader.GetString(1), (ItemKind)reader.GetInt16(2), new(reader.GetString(3), reader.GetString(4)),
                (ItemStatus)reader.GetInt16(5), reader.GetFieldValue<int?>(6), Day(reader, 7), Day(reader, 8), CatalogueJson.Read(reader.GetString(9))));
        }

        return lines;
    }

    /// <summary>How many items there are, by everything a list is filtered by.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="words">Only items with these words in name or code; null = all.</param>
    /// <param name="own">The reader belongs to it and may see drafts.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<CatalogueTally> CountAsync(TenantId tenant, string? words, bool own, CancellationToken cancellation)
    {
        await using var session = await OpenAsync(tenant, own, cancellation);
        await using var reader = await session.ReadAsync([new(ReadCells) { Parameters = { new() { Value = Today(tenant) }, Text(words?.Trim()) } }], cancellation);
        var cells = new List<CatalogueTally.Cell>();
        while (await reader.ReadAsync(cancellation))
        {
            cells.Add(new(
                reader.GetString(0), (ItemKind)reader.GetInt16(1), reader.GetBoolean(2), reader.GetBoolean(3), reader.GetBoolean(4),
                reader.GetBoolean(5), reader.GetBoolean(6), reader.GetInt64(7)));
        }

        return new(cells);
    }

    /// <summary>Every document of a catalogue, by code: that in force, else the last one.</summary>
    public async Task<IReadOnlyList<ItemContent>> DocumentsAsync(TenantId tenant, bool own, CancellationToken cancellation)
    {
        await using var session = await OpenAsync(tenant, own, cancellation);
        await using var reader = await session.ReadAsync([new(ReadDocuments) { Parameters = { new() { Value = Today(tenant) } } }], cancellation);
        var documents = new List<ItemContent>();
        while (await reader.ReadAsync(cancellation))
            documents.Add(CatalogueJson.Read(reader.GetString(0)));
        return documents;
    }

    /// <summary>One item; null = there is none, or none that an outsider may see.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="code">Its code.</param>
    /// <param name="own">The reader belongs to it and may see drafts and history.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<CatalogueFile?> FindAsync(TenantId tenant, string code, bool own, CancellationToken cancellation)
    {
        await using var session = await OpenAsync(tenant, own, cancellation);
        NpgsqlBatchCommand[] commands = [Command(ReadFile, code), .. own ? [Command(ReadHistory, code)] : Array.Empty<NpgsqlBatchCommand>()];
        await using var reader = await session.ReadAsync(commands, cancellation);
        CatalogueFile? file = null;
        var versions = new List<CatalogueFile.Version>();
        while (await reader.ReadAsync(cancellation))
        {
            file ??= new(
                reader.GetString(0), reader.GetString(1), (ItemKind)reader.GetInt16(2), new(reader.GetString(3), reader.GetString(4)), versions, []);
            versions.Add(new(
                reader.GetInt32(5), (ItemStatus)reader.GetInt16(6), Day(reader, 7), Day(reader, 8),
                reader.GetFieldValue<DateTimeOffset?>(9), CatalogueJson.Read(reader.GetString(10))));
        }

        return file is null || !await reader.NextResultAsync(cancellation) ? file : file with { History = await HistoryAsync(reader, cancellation) };
    }

    /// <summary>The departments of a jurisdiction, by code.</summary>
    public async Task<IReadOnlyList<DepartmentEntry>> DepartmentsAsync(TenantId tenant, bool own, CancellationToken cancellation)
    {
        await using var session = await OpenAsync(tenant, own, cancellation);
        await using var reader = await session.ReadAsync([new(ReadDepartments)], cancellation);
        var departments = new List<DepartmentEntry>();
        while (await reader.ReadAsync(cancellation))
            departments.Add(new(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3)));
        return departments;
    }

    private ValueTask<TenantSession> OpenAsync(TenantId tenant, bool own, CancellationToken cancellation) =>
        own ? sessions.OpenAsync(tenant, cancellation) : sessions.OpenPublicAsync(tenant, cancellation);

    private static async Task<IReadOnlyList<CatalogueFile.Entry>> HistoryAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var history = new List<CatalogueFile.Entry>();
        while (await reader.ReadAsync(cancellation))
        {
            history.Add(new(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), reader.GetInt32(2), reader.GetString(3),
                await reader.IsDBNullAsync(4, cancellation) ? null : reader.GetString(4),
                await reader.IsDBNullAsync(5, cancellation) ? null : Office(reader.GetString(5))));
        }

        return history;
    }

    private static ReviewOffice? Office(string name)
    {
        foreach (var office in Enum.GetValues<ReviewOffice>())
        {
            if (CatalogueAddress.Name(office) == name)
                return office;
        }

        return null;
    }

    private static DateOnly? Day(NpgsqlDataReader reader, int column) => reader.GetFieldValue<DateOnly?>(column);

    private static NpgsqlParameter Text(string? value) =>
        new() { Value = string.IsNullOrEmpty(value) ? DBNull.Value : value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlBatchCommand Command(string sql, string code) => new(sql) { Parameters = { new() { Value = code } } };
}
