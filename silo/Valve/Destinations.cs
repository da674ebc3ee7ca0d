using Npgsql;
using Tenancy;

namespace Silo.Valve;

/// <summary>The far end of an edge: puts what others have to tell into a tenant's tables, in one transaction.</summary>
internal sealed class Destinations(Sessions sessions)
{
    private const string Introduce = """
        insert into received (tenant, origin, epoch, position, received_at)
        select app.tenant(), u.origin, 0, -1, now() from unnest($1::integer[]) as u (origin) order by u.origin
        on conflict (tenant, origin) do nothing
        """;

    // Carriers of the same origin take turns here; whoever comes second sees what the first has put.
    private const string TakeTurns = "select origin from received where origin = any ($1) order by origin for no key update";

    private const string PurgeFigures = """
        delete from figure f using unnest($1::integer[], $2::integer[]) as u (origin, epoch), received r
        where f.part in (0, 1, 2) and f.origin = u.origin and f.epoch < u.epoch and r.origin = u.origin and r.epoch <= u.epoch
        """;

    private const string PurgeEscalations = """
        delete from escalation e using unnest($1::integer[], $2::integer[]) as u (origin, epoch), received r
        where e.origin = u.origin and e.epoch < u.epoch and r.origin = u.origin and r.epoch <= u.epoch
        """;

    private const string PurgeDepartments = """
        delete from department_directory d using unnest($1::integer[], $2::integer[]) as u (origin, epoch), received r
        where d.origin = u.origin and d.epoch < u.epoch and r.origin = u.origin and r.epoch <= u.epoch
        """;

    // Heard is heard without a gap: who was restored from a backup, or comes from an older epoch, does not count as told.
    private const string Hear = """
        update received r set epoch = u.epoch, received_at = now(),
          position = case when r.epoch = u.epoch then greatest(r.position, u.position) else u.position end
        from unnest($1::integer[], $2::integer[], $3::bigint[], $4::bigint[]) as u (origin, epoch, since, position)
        where r.origin = u.origin and (r.epoch = u.epoch and r.position >= u.since or r.epoch < u.epoch and u.since = -1)
        returning r.origin
        """;

    private const string ForgetFigures = "delete from figure where part in (0, 1, 2) and origin = $1 and origin <> tenant";

    private const string ForgetEscalations = "delete from escalation where origin = $1 and origin <> tenant";

    private const string ForgetDepartments = "delete from department_directory where origin = $1 and origin <> tenant";

    private const string ForgetPosition = "delete from received where origin = $1";

    /// <summary>Puts parcels and messages into <paramref name="target"/>; durable when it returns.</summary>
    /// <returns>The origins whose parcels it has heard without a gap; the others must tell everything anew.</returns>
    public async Task<IReadOnlySet<TenantId>> PutAsync(
        TenantId target, IReadOnlyCollection<Parcel> parcels, IReadOnlyCollection<Message> messages, CancellationToken cancellation)
    {
        var commands = parcels.Count > 0 ? Commands(parcels) : [];
        if (messages.Count > 0)
            commands.Add(Put.Of(messages));
        var heard = new HashSet<TenantId>();
        await using var session = await sessions.OpenValveAsync(target, cancellation);
        await using var reader = await session.ReadLastAsync(commands, cancellation);
        // Two results have columns: that of taking turns, and that of hearing.
        await reader.NextResultAsync(cancellation);
        while (parcels.Count > 0 && await reader.ReadAsync(cancellation))
            heard.Add(new(reader.GetInt32(0)));
        await reader.NextResultAsync(cancellation);
        return heard;
    }

    /// <summary>Takes back everything that <paramref name="origin"/> has told a former ancestor.</summary>
    public async Task WithdrawAsync(TenantId target, TenantId origin, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenValveAsync(target, cancellation);
        await session.CommitAsync(
            new[] { ForgetFigures, ForgetEscalations, ForgetDepartments, ForgetPosition }
                .Select(sql => new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = origin.Value } } }),
            cancellation);
    }

    private static List<NpgsqlBatchCommand> Commands(IReadOnlyCollection<Parcel> parcels)
    {
        var origins = parcels.Select(p => p.Origin.Value).ToArray();
        var commands = new List<NpgsqlBatchCommand> { For(Introduce, origins), For(TakeTurns, origins) };
        if (parcels.SelectMany(p => p.Figures).ToList() is { Count: > 0 } figures)
            commands.Add(Put.Of(figures));
        if (parcels.SelectMany(p => p.Escalations).ToList() is { Count: > 0 } escalations)
            commands.Add(Put.Of(escalations));
        if (parcels.SelectMany(p => p.Departments).ToList() is { Count: > 0 } departments)
            commands.Add(Put.Of(departments));
        if (parcels.Where(p => p.Since == Parcel.FromTheBeginning).ToList() is { Count: > 0 } anew)
            commands.AddRange(new[] { PurgeFigures, PurgeEscalations, PurgeDepartments }.Select(sql => Purge(sql, anew)));
        commands.Add(Hearing(parcels));
        return commands;
    }

    private static NpgsqlBatchCommand Purge(string sql, IReadOnlyCollection<Parcel> anew) => new(sql)
    {
        Parameters =
        {
            new() { Value = anew.Select(p => p.Origin.Value).ToArray() },
            new() { Value = anew.Select(p => p.Epoch).ToArray() },
        },
    };

    private static NpgsqlBatchCommand Hearing(IReadOnlyCollection<Parcel> parcels) => new(Hear)
    {
        Parameters =
        {
            new() { Value = parcels.Select(p => p.Origin.Value).ToArray() },
            new() { Value = parcels.Select(p => p.Epoch).ToArray() },
            new() { Value = parcels.Select(p => p.Since).ToArray() },
            new() { Value = parcels.Select(p => p.Position).ToArray() },
        },
    };

    private static NpgsqlBatchCommand For(string sql, int[] origins) => new(sql) { Parameters = { new() { Value = origins } } };
}
