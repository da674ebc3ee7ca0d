using Npgsql;
using NpgsqlTypes;

namespace Silo.Valve;

/// <summary>The statements that put rows into an ancestor's tables: only what is newer, and nothing of an epoch that has passed.</summary>
/// <remarks>Rows are sorted by key, so that two carriers at once never wait for each other in a circle.</remarks>
internal static class Put
{
    private const string PutFigures = """
        insert into figure (tenant, origin, epoch, version, part, department, item_kind, day,
          received, accepted, closed, on_time, late, open, overdue, green, yellow, red, as_of)
        select app.tenant(), u.origin, u.epoch, u.version, u.part, u.department, u.item_kind, u.day,
          u.received, u.accepted, u.closed, u.on_time, u.late, u.open, u.overdue, u.green, u.yellow, u.red, u.as_of
        from unnest($1::integer[], $2::integer[], $3::bigint[], $4::smallint[], $5::integer[], $6::smallint[], $7::date[],
          $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[],
          $17::bigint[], $18::timestamptz[])
          as u (origin, epoch, version, part, department, item_kind, day,
            received, accepted, closed, on_time, late, open, overdue, green, yellow, red, as_of)
        join received r on r.origin = u.origin and r.epoch <= u.epoch
        order by u.part, u.origin, u.department, u.item_kind, u.day
        on conflict (tenant, part, origin, department, item_kind, day) do update set
          epoch = excluded.epoch, version = excluded.version, received = excluded.received, accepted = excluded.accepted,
          closed = excluded.closed, on_time = excluded.on_time, late = excluded.late, open = excluded.open, overdue = excluded.overdue,
          green = excluded.green, yellow = excluded.yellow, red = excluded.red, as_of = excluded.as_of
        where (figure.epoch, figure.version) < (excluded.epoch, excluded.version)
        """;

    private const string PutEscalations = """
        insert into escalation (tenant, origin, epoch, version, signal, true_from, raised_at, points, item_kind, colour, status, contradicted,
          rule, clause, department, item)
        select app.tenant(), u.origin, u.epoch, u.version, u.signal, u.true_from, u.raised_at, u.points, u.item_kind, u.colour, u.status,
          u.contradicted, u.rule, u.clause, u.department, u.item
        from unnest($1::integer[], $2::integer[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::timestamptz[], $7::integer[], $8::smallint[],
          $9::smallint[], $10::smallint[], $11::boolean[], $12::text[], $13::text[], $14::text[], $15::text[])
          as u (origin, epoch, version, signal, true_from, raised_at, points, item_kind, colour, status, contradicted, rule, clause,
            department, item)
        join received r on r.origin = u.origin and r.epoch <= u.epoch
        order by u.origin, u.signal
        on conflict (tenant, origin, signal) do update set
          epoch = excluded.epoch, version = excluded.version, true_from = excluded.true_from, raised_at = excluded.raised_at,
          points = excluded.points, item_kind = excluded.item_kind, colour = excluded.colour, status = excluded.status,
          contradicted = excluded.contradicted, rule = excluded.rule, clause = excluded.clause, department = excluded.department,
          item = excluded.item
        where (escalation.epoch, escalation.version) < (excluded.epoch, excluded.version)
        """;

    private const string PutDepartments = """
        insert into department_directory (tenant, origin, epoch, version, department, name, has_system, items, accepted, refused, last_recorded_at,
          last_occurred_at, quarantined, counted_at)
        select app.tenant(), u.origin, u.epoch, u.version, u.department, u.name, u.has_system, u.items, u.accepted, u.refused, u.last_recorded_at,
          u.last_occurred_at, u.quarantined, u.counted_at
        from unnest($1::integer[], $2::integer[], $3::bigint[], $4::integer[], $5::text[], $6::boolean[], $7::integer[], $8::bigint[],
          $9::bigint[], $10::timestamptz[], $11::timestamptz[], $12::bigint[], $13::timestamptz[])
          as u (origin, epoch, version, department, name, has_system, items, accepted, refused, last_recorded_at, last_occurred_at, quarantined,
            counted_at)
        join received r on r.origin = u.origin and r.epoch <= u.epoch
        order by u.origin, u.department
        on conflict (tenant, origin, department) do update set
          epoch = excluded.epoch, version = excluded.version, name = excluded.name, has_system = excluded.has_system, items = excluded.items,
          accepted = excluded.accepted, refused = excluded.refused, last_recorded_at = excluded.last_recorded_at, last_occurred_at = excluded.last_occurred_at,
          quarantined = excluded.quarantined, counted_at = excluded.counted_at
        where (department_directory.epoch, department_directory.version, department_directory.accepted + department_directory.refused,
              coalesce(department_directory.counted_at, '-infinity'))
            < (excluded.epoch, excluded.version, excluded.accepted + excluded.refused, excluded.counted_at)
          and (department_directory.epoch, department_directory.name, department_directory.has_system, department_directory.items,
              department_directory.accepted, department_directory.refused, department_directory.last_recorded_at, department_directory.last_occurred_at,
              department_directory.quarantined)
            is distinct from (excluded.epoch, excluded.name, excluded.has_system, excluded.items, excluded.accepted, excluded.refused,
              excluded.last_recorded_at, excluded.last_occurred_at, excluded.quarantined)
        """;

    private const string PutMessages = """
        insert into inbox (tenant, source, key, kind, body, received_at)
        select app.tenant(), u.source, u.key, u.kind, u.body::jsonb, now()
        from unnest($1::integer[], $2::text[], $3::text[], $4::text[]) as u (source, key, kind, body)
        order by u.source, u.key
        on conflict (tenant, source, key) do nothing
        """;

    /// <summary>Puts rows of figures.</summary>
    public static NpgsqlBatchCommand Of(IReadOnlyCollection<FigureRow> rows) => new(PutFigures)
    {
        Parameters =
        {
            Column(rows, r => r.Origin), Column(rows, r => r.Epoch), Column(rows, r => r.Version), Column(rows, r => r.Part),
            Column(rows, r => r.Department), Column(rows, r => r.ItemKind), Column(rows, r => r.Day), Column(rows, r => r.Received),
            Column(rows, r => r.Accepted), Column(rows, r => r.Closed), Column(rows, r => r.OnTime), Column(rows, r => r.Late),
            Column(rows, r => r.Open), Column(rows, r => r.Overdue), Column(rows, r => r.Green), Column(rows, r => r.Yellow),
            Column(rows, r => r.Red), Column(rows, r => r.AsOf),
        },
    };

    /// <summary>Puts escalation summaries.</summary>
    public static NpgsqlBatchCommand Of(IReadOnlyCollection<EscalationRow> rows) => new(PutEscalations)
    {
        Parameters =
        {
            Column(rows, r => r.Origin), Column(rows, r => r.Epoch), Column(rows, r => r.Version), Column(rows, r => r.Signal),
            Column(rows, r => r.TrueFrom), Column(rows, r => r.RaisedAt), Column(rows, r => r.Points), Column(rows, r => r.ItemKind),
            Column(rows, r => r.Colour), Column(rows, r => r.Status), Column(rows, r => r.Contradicted), Column(rows, r => r.Rule),
            Column(rows, r => r.Clause), Column(rows, r => r.Department), Column(rows, r => r.Item),
        },
    };

    /// <summary>Puts departments.</summary>
    public static NpgsqlBatchCommand Of(IReadOnlyCollection<DirectoryRow> rows) => new(PutDepartments)
    {
        Parameters =
        {
            Column(rows, r => r.Origin), Column(rows, r => r.Epoch), Column(rows, r => r.Version), Column(rows, r => r.Department),
            Column(rows, r => r.Name), Column(rows, r => r.HasSystem), Column(rows, r => r.Items), Column(rows, r => r.Accepted), Column(rows, r => r.Refused),
            Instants(rows, r => r.LastRecordedAt), Instants(rows, r => r.LastOccurredAt), Column(rows, r => r.Quarantined), Column(rows, r => r.CountedAt),
        },
    };

    /// <summary>Puts messages into the inbox.</summary>
    public static NpgsqlBatchCommand Of(IReadOnlyCollection<Message> messages) => new(PutMessages)
    {
        Parameters =
        {
            Column(messages, m => m.Source.Value), Column(messages, m => m.Key), Column(messages, m => m.Kind), Column(messages, m => m.Body),
        },
    };

    private static NpgsqlParameter Instants<TRow>(IReadOnlyCollection<TRow> rows, Func<TRow, DateTime?> value) =>
        new() { Value = rows.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Column<TRow, T>(IReadOnlyCollection<TRow> rows, Func<TRow, T> value) =>
        new NpgsqlParameter<T[]> { TypedValue = [.. rows.Select(value)] };
}
