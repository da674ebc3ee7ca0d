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

    // Heard is heard without a gap: who was restored from a backup, or comes from an older epoch, does not count as told and puts no row.
    private const string HearParcels = """
        update received r set epoch = u.epoch, received_at = now(),
          position = case when r.epoch = u.epoch then greatest(r.position, u.position) else u.position end
        from unnest($1::integer[], $2::integer[], $3::bigint[], $4::bigint[]) as u (origin, epoch, since, position)
        where r.origin = u.origin and (r.epoch = u.epoch and r.position >= u.since or r.epoch < u.epoch and u.since = -1)
        returning r.origin
        """;

    private const string ReadHeardTo = "select origin, epoch, position from received where origin = any ($1)";

    private const string ForgetFigures = "delete from figure where part in (0, 1, 2) and origin = $1 and origin <> tenant";

    private const string ForgetEscalations = "delete from escalation where origin = $1 and origin <> tenant";

    private const string ForgetDepartments = "delete from department_directory where origin = $1 and origin <> tenant";

    private const string ForgetPosition = "delete from received where origin = $1";

    private const string ReadStrangers = "select origin from received where origin <> all ($1)";

    /// <summary>Puts parcels and messages into <paramref name="target"/>; durable when it returns.</summary>
    public async Task<Hearing> PutAsync(
        TenantId target, IReadOnlyCollection<Parcel> parcels, IReadOnlyCollection<Message> messages, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenValveAsync(target, cancellation);
        var hearing = await HearAsync(session, parcels, cancellation);
        var commands = Commands([.. parcels.Where(p => hearing.Heard.Contains(p.Origin))]);
        if (messages.Count > 0)
            commands.Add(Put.Of(messages));
        await session.CommitAsync(commands, cancellation);
        return hearing;
    }

    /// <summary>Takes back everything that <paramref name="origin"/> has told a former ancestor.</summary>
    public async Task WithdrawAsync(TenantId target, TenantId origin, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenValveAsync(target, cancellation);
        // Introduced, it takes its turn behind a carrier that is putting rows just now, and they are withdrawn as well.
        await session.CommitAsync(
            [
                For(Introduce, [origin.Value]), For(TakeTurns, [origin.Value]),
                .. new[] { ForgetFigures, ForgetEscalations, ForgetDepartments, ForgetPosition }
                    .Select(sql => new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = origin.Value } } }),
            ],
            cancellation);
    }

    /// <summary>Of whom <paramref name="target"/> has heard who does not belong to its subtree.</summary>
    public async Task<IReadOnlyList<TenantId>> StrangersAsync(TenantId target, IEnumerable<TenantId> subtree, CancellationToken cancellation)
    {
        var strangers = new List<TenantId>();
        await using var session = await sessions.OpenValveAsync(target, cancellation);
        await using var reader = await session.ReadAsync([For(ReadStrangers, [.. subtree.Select(t => t.Value)])], cancellation);
        while (await reader.ReadAsync(cancellation))
            strangers.Add(new(reader.GetInt32(0)));
        return strangers;
    }

    private static async Task<Hearing> HearAsync(TenantSession session, IReadOnlyCollection<Parcel> parcels, CancellationToken cancellation)
    {
        var heard = new HashSet<TenantId>();
        var to = new Dictionary<TenantId, (int Epoch, long Position)>();
        if (parcels.Count == 0)
            return new(heard, to);
        var origins = parcels.Select(p => p.Origin.Value).ToArray();
        // Three results have columns: that of taking turns, that of hearing, and how far was heard.
        await using var reader = await session.ReadAsync(
            [For(Introduce, origins), For(TakeTurns, origins), Hear(parcels), For(ReadHeardTo, origins)], cancellation);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            heard.Add(new(reader.GetInt32(0)));
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            to[new(reader.GetInt32(0))] = (reader.GetInt32(1), reader.GetInt64(2));
        return new(heard, to);
    }

    private static List<NpgsqlBatchCommand> Commands(IReadOnlyCollection<Parcel> parcels)
    {
        var commands = new List<NpgsqlBatchCommand>();
        if (parcels.SelectMany(p => p.Figures).ToList() is { Count: > 0 } figures)
            commands.Add(Put.Of(figures));
        if (parcels.SelectMany(p => p.Escalations).ToList() is { Count: > 0 } escalations)
            commands.Add(Put.Of(escalations));
        if (parcels.SelectMany(p => p.Departments).ToList() is { Count: > 0 } departments)
            commands.Add(Put.Of(departments));
        if (parcels.Where(p => p.Since == Parcel.FromTheBeginning).ToList() is { Count: > 0 } anew)
            commands.AddRange(new[] { PurgeFigures, PurgeEscalations, PurgeDepartments }.Select(sql => Purge(sql, anew)));
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

    private static NpgsqlBatchCommand Hear(IReadOnlyCollection<Parcel> parcels) => new(HearParcels)
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
