using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Silo.Valve;

/// <summary>The near end of an edge: reads what a tenant has to tell, and notes what was told.</summary>
internal sealed class Origins(Sessions sessions)
{
    private const string ReadHead = "select seq, epoch, coalesce((select marks from tenant_due), 0) from head";

    private const string ReadCarried = "select ancestor, epoch, position from carried";

    // The furthest behind of the ancestors decides; one that was never told, or in another epoch, hears everything.
    private const string Since = """
        (select min(coalesce(c.position, -1)) from unnest($1::integer[]) as a (id)
         left join carried c on c.ancestor = a.id and c.epoch = (select epoch from head))
        """;

    private const string ReadFigures = $"""
        select version, part, department, item_kind, day, received, accepted, closed, on_time, late, open, overdue, green, yellow, red, as_of
        from figure where origin = tenant and version_block >= {Since} >> 8 and version > {Since}
        """;

    private const string ReadEscalations = $"""
        select version, signal, true_from, raised_at, points, item_kind, colour, status, contradicted, rule, clause, department, item
        from escalation where origin = tenant and version > {Since}
        """;

    // Few and small: they go along whole, as they stand.
    // What waits in quarantine is counted so far only that a flood of refusals holds nobody up.
    private const string ReadDepartments = """
        select d.id, d.name, coalesce(i.items, 0), d.accepted, d.refused, d.last_recorded_at, d.last_occurred_at, q.waiting, now(), d.has_system
        from department d left join app.items_in_force($1) i on i.department = d.id
        cross join lateral (
          select count(*) as waiting from (select from quarantine where status = 0 and department = d.id limit 10000) waiting) q
        """;

    private const string ReadMessages = "select id, target, key, kind, body::text from outbox where carried_at is null order by id limit 1000";

    // What is told again after a crash does no harm, so nobody waits for the disk here.
    private const string Relax = "set local synchronous_commit = off";

    private const string Advance = """
        insert into carried (tenant, ancestor, epoch, position, carried_at)
        select app.tenant(), u.ancestor, $2, $3, now() from unnest($1::integer[]) as u (ancestor) order by u.ancestor
        on conflict (tenant, ancestor) do update set epoch = excluded.epoch, position = excluded.position, carried_at = excluded.carried_at
        where (carried.epoch, carried.position) < (excluded.epoch, excluded.position)
        """;

    private const string Forget = "delete from carried where ancestor = any ($1)";

    private const string Delivered = "update outbox set carried_at = now() where id = any ($1) and carried_at is null";

    // Whoever commits holds the head: once it is locked at this position, nobody can set the mark that is about to be cleared. Who has
    // something to tell that moves no head counts the mark up.
    private const string LockHead = "select seq from head where seq = $1 for no key update";

    private const string ClearMark = """
        update tenant_due set outbox_pending = false
        where outbox_pending and coalesce((select seq from head), 0) = $1 and marks = $3
          and not exists (select from outbox where carried_at is null and target <> all ($2))
        """;

    // Read when it was heard already: a head that is behind then was not overtaken by another carrier, it has gone back.
    private const string MarkAhead = """
        update tenant_due set heard_ahead = true where not heard_ahead and exists (select from head where (epoch, seq) < ($1, $2))
        """;

    // Somebody who could not be told may be new in the tree, so that no commit has set the mark for them.
    private const string SetMark = "update tenant_due set outbox_pending = true where not outbox_pending";

    /// <summary>Reads what <paramref name="origin"/> has to tell; one round trip.</summary>
    /// <param name="origin">Who tells.</param>
    /// <param name="ancestors">All its ancestors.</param>
    /// <param name="reachable">Those that can be told now.</param>
    /// <param name="zone">Name of its time zone.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<Parcel> ReadAsync(
        TenantId origin, IReadOnlyList<TenantId> ancestors, IReadOnlyList<TenantId> reachable, string zone, CancellationToken cancellation)
    {
        var parcel = new Parcel { Origin = origin, Ancestors = reachable };
        var told = reachable.Select(a => a.Value).ToArray();
        await using var session = await sessions.OpenValveAsync(origin, cancellation);
        await using var reader = await session.ReadAsync(
            [new(ReadHead), new(ReadCarried), For(ReadFigures, told), For(ReadEscalations, told), Departments(zone), new(ReadMessages)],
            cancellation);
        await ReadPositionsAsync(parcel, ancestors, reader, cancellation);
        await ReadRowsAsync(parcel, reader, cancellation);
        return parcel;
    }

    /// <summary>Notes who has heard the parcel and who must hear everything anew; clears the mark when nothing is left to tell.</summary>
    /// <param name="parcel">What was told.</param>
    /// <param name="heard">Ancestors that have it durably.</param>
    /// <param name="lost">Ancestors that miss what they were told before, and former ones that have forgotten.</param>
    /// <param name="delivered">Messages that are durably in their inboxes.</param>
    /// <param name="complete">Whether everybody has heard and every message is delivered.</param>
    /// <param name="undeliverable">Targets that are neither above nor below: their messages keep no mark standing.</param>
    /// <param name="heardTo">The furthest that any of those who have heard has heard, by whichever carrier.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether it has just shown that somebody has heard more than there is.</returns>
    public async Task<bool> SettleAsync(
        Parcel parcel, IReadOnlyCollection<TenantId> heard, IReadOnlyCollection<TenantId> lost, IReadOnlyCollection<Message> delivered,
        bool complete, IReadOnlyCollection<TenantId> undeliverable, (int Epoch, long Position) heardTo, CancellationToken cancellation)
    {
        var commands = new List<NpgsqlBatchCommand> { new(Relax) };
        if (heard.Count > 0)
            commands.Add(new(Advance) { Parameters = { Ids(heard), new() { Value = parcel.Epoch }, new() { Value = parcel.Position } } });
        if (lost.Count > 0)
            commands.Add(new(Forget) { Parameters = { Ids(lost) } });
        if (delivered.Count > 0)
            commands.Add(new(Delivered) { Parameters = { new() { Value = delivered.Select(m => m.Id).ToArray() } } });
        if (complete)
        {
            commands.Add(new(LockHead) { Parameters = { new() { Value = parcel.Position } } });
            commands.Add(new(ClearMark) { Parameters = { new() { Value = parcel.Position }, Ids(undeliverable), new() { Value = parcel.Marks } } });
        }
        else
        {
            commands.Add(new(SetMark));
        }

        var ahead = new NpgsqlBatchCommand(MarkAhead) { Parameters = { new() { Value = heardTo.Epoch }, new() { Value = heardTo.Position } } };
        var suspect = heardTo.CompareTo((parcel.Epoch, parcel.Position)) > 0;
        if (suspect)
            commands.Add(ahead);
        await using var session = await sessions.OpenValveAsync(parcel.Origin, cancellation);
        await session.CommitAsync(commands, cancellation);
        return suspect && ahead.RecordsAffected > 0;
    }

    private static async Task ReadPositionsAsync(
        Parcel parcel, IReadOnlyList<TenantId> ancestors, NpgsqlDataReader reader, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(cancellation))
            (parcel.Position, parcel.Epoch, parcel.Marks) = (reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2));
        await reader.NextResultAsync(cancellation);
        var carried = new Dictionary<TenantId, long>();
        while (await reader.ReadAsync(cancellation))
        {
            var ancestor = new TenantId(reader.GetInt32(0));
            if (!ancestors.Contains(ancestor))
                parcel.Former.Add(ancestor);
            else if (reader.GetInt32(1) == parcel.Epoch)
                carried[ancestor] = reader.GetInt64(2);
        }

        parcel.Since = parcel.Ancestors.Select(a => carried.GetValueOrDefault(a, Parcel.FromTheBeginning)).DefaultIfEmpty(parcel.Position).Min();
    }

    private static async Task ReadRowsAsync(Parcel parcel, NpgsqlDataReader r, CancellationToken cancellation)
    {
        var (origin, epoch) = (parcel.Origin.Value, parcel.Epoch);
        await r.NextResultAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            parcel.Figures.Add(new(
                origin, epoch, r.GetInt64(0), r.GetInt16(1), r.GetInt32(2), r.GetInt16(3), r.GetFieldValue<DateOnly>(4), r.GetInt64(5), r.GetInt64(6),
                r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), r.GetInt64(10), r.GetInt64(11), r.GetInt64(12), r.GetInt64(13), r.GetInt64(14), r.GetDateTime(15)));
        }

        await r.NextResultAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            parcel.Escalations.Add(new(
                origin, epoch, r.GetInt64(0), r.GetInt64(1), r.GetDateTime(2), r.GetDateTime(3), r.GetInt32(4), r.GetInt16(5), r.GetInt16(6),
                r.GetInt16(7), r.GetBoolean(8), r.GetString(9), r.GetString(10), r.GetString(11), r.GetString(12)));
        }

        await r.NextResultAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            parcel.Departments.Add(new(
                origin, epoch, parcel.Position, r.GetInt32(0), r.GetString(1), r.GetBoolean(9), r.GetInt32(2), r.GetInt64(3), r.GetInt64(4),
                await r.IsDBNullAsync(5, cancellation) ? null : r.GetDateTime(5), await r.IsDBNullAsync(6, cancellation) ? null : r.GetDateTime(6),
                r.GetInt64(7), r.GetDateTime(8)));
        }

        await r.NextResultAsync(cancellation);
        while (await r.ReadAsync(cancellation))
            parcel.Messages.Add(new(r.GetInt64(0), parcel.Origin, new(r.GetInt32(1)), r.GetString(2), r.GetString(3), r.GetString(4)));
    }

    private static NpgsqlBatchCommand For(string sql, int[] ancestors) => new(sql) { Parameters = { new() { Value = ancestors } } };

    private static NpgsqlBatchCommand Departments(string zone) => new(ReadDepartments) { Parameters = { new() { Value = zone } } };

    private static NpgsqlParameter Ids(IEnumerable<TenantId> tenants) =>
        new() { Value = tenants.Select(t => t.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer };
}
