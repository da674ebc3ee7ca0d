using Grains.Figures;
using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Grains.Journal.Verification;

/// <summary>Puts a tenant's counters and escalations right by a recount and begins a new epoch, so that every ancestor is told everything anew.</summary>
/// <remarks>
/// For use after a restore from a backup, after a move between databases, or when a recount differs. The tenant's writers wait meanwhile.
/// A case whose row says otherwise than its events is counted for what it is and loses its fold: the sweep folds it again, and writes
/// its row as it writes any other.
/// </remarks>
public sealed class FigureRepair(Sessions sessions, Jurisdictions jurisdictions, FigureRecount recount)
{
    // The same backup may be restored twice: what comes of its epoch was told once already. The clock goes on whatever is restored, and
    // an integer holds its seconds until 2094.
    private const string LockHead = """
        select seq, greatest(epoch::bigint + 1, floor(extract(epoch from clock_timestamp() - timestamptz '2026-01-01 00:00:00Z'))::bigint)::integer
        from head where tenant = $1 for update
        """;

    private const string ReadHeard = "select coalesce(max(epoch), 0) from received where origin = $1";

    private const string PutDetail = """
        insert into figure_detail (tenant, department, item_kind, day, received, accepted, closed, on_time, late, green, yellow, red)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $12, $13, $14)
        on conflict (tenant, department, item_kind, day) do update set received = excluded.received, accepted = excluded.accepted,
          closed = excluded.closed, on_time = excluded.on_time, late = excluded.late, green = excluded.green, yellow = excluded.yellow, red = excluded.red
        """;

    private const string PutFigure = """
        insert into figure (tenant, origin, department, item_kind, day, received, accepted, closed, on_time, late, open, overdue, green, yellow, red,
          part, version, epoch, as_of)
        values ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, now())
        on conflict (tenant, part, origin, department, item_kind, day) do update set received = excluded.received, accepted = excluded.accepted,
          closed = excluded.closed, on_time = excluded.on_time, late = excluded.late, open = excluded.open, overdue = excluded.overdue,
          green = excluded.green, yellow = excluded.yellow, red = excluded.red, version = excluded.version, epoch = excluded.epoch, as_of = excluded.as_of
        """;

    private const string PutEscalation = """
        insert into escalation (tenant, origin, signal, points, colour, status, contradicted, rule, clause, true_from, raised_at, item_kind, department, item,
          version, epoch)
        values ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        on conflict (tenant, origin, signal) do update set points = excluded.points, colour = excluded.colour, status = excluded.status,
          contradicted = excluded.contradicted, rule = excluded.rule, clause = excluded.clause, true_from = excluded.true_from,
          raised_at = excluded.raised_at, item_kind = excluded.item_kind, department = excluded.department, item = excluded.item,
          version = excluded.version, epoch = excluded.epoch
        """;

    private const string DropEscalations = "select app.drop_escalations($1, $2)";

    private const string PutSignals = """
        update signal s set department = c.department from case_file c
        where s.tenant = $1 and c.tenant = $1 and c.id = s.case_id and s.department <> c.department
        """;

    private const string ReadSnapshots = "select id, state from case_file where tenant = $1 and id = any ($2)";

    private const string PutCases = """
        update case_file c set state = u.state, accepted_on = u.accepted_on, late = u.late, item = u.item, item_kind = u.item_kind,
          next_check_at = least(c.next_check_at, now())
        from unnest($2::bigint[], $3::bytea[], $4::date[], $5::boolean[], $6::integer[], $7::smallint[]) as u (id, state, accepted_on, late, item, item_kind)
        where c.tenant = $1 and c.id = u.id
        """;

    private const string WakeSweep = "update tenant_due set next_due_at = least(next_due_at, now()) where tenant = $1";

    // Snapshots that are held in memory at once.
    private const int Chunk = 1000;

    private const string NextEpoch = "update head set epoch = $2 where tenant = $1";

    private const string Mark = "update tenant_due set outbox_pending = true, heard_ahead = false, marks = marks + 1 where tenant = $1";

    /// <summary>Counts anew and replaces what differs.</summary>
    /// <returns>What was put right; null for a jurisdiction without a history.</returns>
    public async Task<Repaired?> RepairAsync(Jurisdiction of, CancellationToken cancellation = default)
    {
        var heard = await HeardAsync(of, cancellation);
        await using var session = await sessions.OpenJournalAsync(of.Database, [of.Id], cancellation);
        long seq;
        int epoch;
        await using (var reader = await session.ReadAsync([new(LockHead) { Parameters = { Tenant(of) } }], cancellation))
        {
            if (!await reader.ReadAsync(cancellation))
                return null;
            (seq, epoch) = (reader.GetInt64(0), Math.Max(reader.GetInt32(1), heard + 1));
        }

        var connection = await session.ConnectAsync(cancellation);
        var recounted = await recount.RecountAsync(connection, of, findings: null, cancellation);
        var differing = recounted.Figures.Differing(await FigureRecount.CountersAsync(connection, of, cancellation));
        var standing = await EscalationTable.ReadAsync(connection, of.Id.Value, cancellation);
        List<(long Signal, EscalationLine Line)> wrong = [.. recounted.Escalations.Differing(standing, named: false)];
        long[] surplus = [.. recounted.Escalations.Surplus(standing)];
        foreach (var chunk in recounted.Astray.Chunk(Chunk))
            await PutAsync(session, of, chunk, cancellation);
        var signals = new NpgsqlBatchCommand(PutSignals) { Parameters = { Tenant(of) } };
        await session.CommitAsync(
            [
                signals,
                .. differing.Select(row => Put(of, row.Part, row.Key, row.Counts, seq, epoch)),
                .. wrong.Select(row => Put(of, row.Signal, row.Line, seq, epoch)),
                new(DropEscalations) { Parameters = { Tenant(of), new() { Value = surplus } } },
                new(NextEpoch) { Parameters = { Tenant(of), new() { Value = epoch } } },
                new(Mark) { Parameters = { Tenant(of) } },
                .. recounted.Astray.Count > 0 ? [new NpgsqlBatchCommand(WakeSweep) { Parameters = { Tenant(of) } }] : Array.Empty<NpgsqlBatchCommand>(),
            ],
            cancellation);
        return new(differing.Count + wrong.Count + surplus.Length + signals.RecordsAffected, recounted.Astray.Count);
    }

    /// <summary>Has cases count for what they are, as the counters do from now on, and folded again by the sweep.</summary>
    private static async Task PutAsync(
        TenantSession session, Jurisdiction of, (long Id, CaseContribution Counted, int Item, short ItemKind)[] astray, CancellationToken cancellation)
    {
        var snapshots = new Dictionary<long, CaseSnapshot>(astray.Length);
        await using (var reader = await session.ReadAsync(
            [new(ReadSnapshots) { Parameters = { Tenant(of), new() { Value = Array.ConvertAll(astray, one => one.Id) } } }], cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                snapshots[reader.GetInt64(0)] = CaseSnapshotCodec.ReadOwn(reader.GetFieldValue<byte[]>(1));
        }

        var writer = new CanonicalWriter();
        var states = Array.ConvertAll(astray, one =>
        {
            snapshots[one.Id].Counted = one.Counted;
            return CaseSnapshotCodec.WriteUnfolded(snapshots[one.Id], writer);
        });
        var put = new NpgsqlBatchCommand(PutCases)
        {
            Parameters =
            {
                Tenant(of), new() { Value = Array.ConvertAll(astray, one => one.Id) }, new() { Value = states },
                new() { Value = Array.ConvertAll(astray, one => one.Counted.AcceptedOn), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date },
                new() { Value = Array.ConvertAll(astray, one => one.Counted.Late || one.Counted.Overdue) },
                new() { Value = Array.ConvertAll(astray, one => one.Item) }, new() { Value = Array.ConvertAll(astray, one => one.ItemKind) },
            },
        };
        await session.ExecuteAsync(put, cancellation);
    }

    /// <summary>The latest epoch of which an ancestor has heard.</summary>
    private async Task<int> HeardAsync(Jurisdiction of, CancellationToken cancellation)
    {
        var latest = 0;
        foreach (var ancestor in jurisdictions.Tree.AncestorsOf(of.Id))
        {
            try
            {
                await using var session = await sessions.OpenAsync(ancestor.Id, cancellation);
                await using var reader = await session.ReadAsync([new(ReadHeard) { Parameters = { Tenant(of) } }], cancellation);
                if (await reader.ReadAsync(cancellation))
                    latest = Math.Max(latest, reader.GetInt32(0));
            }
            catch (NpgsqlException e) when (e is not PostgresException { IsTransient: false })
            {
                // One that is down holds no repair up: the clock alone is ahead of whatever it has heard.
            }
        }

        return latest;
    }

    private static NpgsqlBatchCommand Put(Jurisdiction of, short part, FigureKey key, long[] counts, long seq, int epoch)
    {
        var command = new NpgsqlBatchCommand(part == FigureTable.Detail ? PutDetail : PutFigure)
        {
            Parameters =
            {
                Tenant(of),
                new() { Value = key.Department },
                new() { Value = (short)key.ItemKind },
                new() { Value = key.Day, NpgsqlDbType = NpgsqlDbType.Date },
            },
        };
        foreach (var count in counts)
            command.Parameters.Add(new() { Value = count });
        if (part == FigureTable.Detail)
            return command;
        command.Parameters.Add(new() { Value = part });
        command.Parameters.Add(new() { Value = seq });
        command.Parameters.Add(new() { Value = epoch });
        return command;
    }

    private static NpgsqlBatchCommand Put(Jurisdiction of, long signal, EscalationLine line, long seq, int epoch) => new(PutEscalation)
    {
        Parameters =
        {
            Tenant(of), new() { Value = signal }, new() { Value = line.Points }, new() { Value = line.Colour }, new() { Value = line.Status },
            new() { Value = line.Contradicted }, new() { Value = line.Rule }, new() { Value = line.Clause }, new() { Value = line.TrueFrom.UtcDateTime },
            new() { Value = line.RaisedAt.UtcDateTime }, new() { Value = line.Names.ItemKind }, new() { Value = line.Names.Department },
            new() { Value = line.Names.Item }, new() { Value = seq }, new() { Value = epoch },
        },
    };

    private static NpgsqlParameter Tenant(Jurisdiction of) => new() { Value = of.Id.Value };
}
