using System.Collections.Concurrent;
using Grains.Calendars;
using Grains.Cases;
using Grains.Journal;
using Grains.Rules;
using Npgsql;
using Tenancy;

namespace Web.Cases;

/// <summary>Keeps the counts beside the filters: read from the index of open cases at most every few seconds, and only if anything has happened.</summary>
public sealed class CaseCounts(Sessions sessions, CalendarBook calendars, TimeProvider clock)
{
    /// <summary>How old counts may be before anybody looks whether they are still right.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>How old counts may be although nothing has happened: days pass by themselves.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(1);

    private const string ReadHead = "select seq, now() from head";

    private const string ReadCells = """
        select department, item, status, colour, source, accepted_on is not null, late,
          case when due_at is null then 5 when due_at <= $1 then 0 when due_at <= $2 then 1 when due_at <= $3 then 2 when due_at <= $4 then 3 else 4 end, count(*)
        from case_file where ended_at is null
        group by 1, 2, 3, 4, 5, 6, 7, 8
        """;

    private readonly ConcurrentDictionary<TenantId, Known> _known = new();

    /// <summary>What is known of one tenant, under its own lock.</summary>
    private sealed class Known
    {
        /// <summary>What was counted last; null before the first time.</summary>
        public CaseCube? Cube { get; set; }

        /// <summary>When it was last seen to be right, UTC.</summary>
        public DateTimeOffset SeenAt { get; set; }

        /// <summary>The reading that goes on, or the last that ended.</summary>
        public Task<CaseCube>? Reading { get; set; }
    }

    /// <summary>The counts last read, without waiting for newer ones; where they are no longer fresh, a reading begins for whoever looks next.</summary>
    /// <returns>The counts, null before the first time, and whether they are fresh.</returns>
    public (CaseCube? Cube, bool Fresh) Last(TenantId tenant)
    {
        var known = _known.GetOrAdd(tenant, _ => new());
        lock (known)
        {
            var fresh = IsFresh(known);
            if (!fresh)
                _ = Reading(tenant, known);
            return (known.Cube, fresh);
        }
    }

    /// <summary>The counts of a tenant, at most a few seconds old.</summary>
    public async Task<CaseCube> ReadAsync(TenantId tenant, CancellationToken cancellation)
    {
        var known = _known.GetOrAdd(tenant, _ => new());
        Task<CaseCube> reading;
        lock (known)
            reading = IsFresh(known) ? Task.FromResult(known.Cube!) : Reading(tenant, known);
        return await reading.WaitAsync(cancellation);
    }

    private bool IsFresh(Known known) => known.Cube is not null && clock.GetUtcNow() - known.SeenAt < Fresh;

    /// <summary>The reading that goes on, or a new one; shared by all who ask meanwhile, so no single caller's token ends it.</summary>
    private Task<CaseCube> Reading(TenantId tenant, Known known) =>
        known.Reading is { IsCompleted: false } reading ? reading : known.Reading = ReadAsync(tenant, known);

    private async Task<CaseCube> ReadAsync(TenantId tenant, Known known)
    {
        var before = known.Cube;
        var (cube, at) = await CountAsync(tenant, before);
        lock (known)
            (known.Cube, known.SeenAt) = (cube, at);
        return cube;
    }

    private async Task<(CaseCube Cube, DateTimeOffset At)> CountAsync(TenantId tenant, CaseCube? before)
    {
        await using var session = await sessions.OpenAsync(tenant, CancellationToken.None);
        long seq = 0;
        var now = DateTimeOffset.UnixEpoch;
        await using (var head = await session.ReadAsync([new(ReadHead)]))
        {
            if (await head.ReadAsync())
                (seq, now) = (head.GetInt64(0), head.GetFieldValue<DateTimeOffset>(1));
        }

        var at = clock.GetUtcNow();
        if (before is not null && before.Seq == seq && at - before.At < Lasting)
            return (before, at);
        await using var reader = await session.ReadAsync([Cells(calendars.For(tenant, now), now)]);
        var cells = new List<CaseCube.Cell>();
        while (await reader.ReadAsync())
        {
            cells.Add(new(
                reader.GetInt32(0), reader.GetInt32(1), (CaseStatus)reader.GetInt16(2), (Colour)reader.GetInt16(3), (CaseSource)reader.GetInt16(4),
                reader.GetBoolean(5), reader.GetBoolean(6), (DaysLeft)reader.GetInt32(7), reader.GetInt64(8)));
        }

        return (new(cells, seq, at), at);
    }

    private static NpgsqlBatchCommand Cells(WorkCalendar calendar, DateTimeOffset now) => new(ReadCells)
    {
        Parameters =
        {
            new() { Value = now }, new() { Value = calendar.Zone.EndOf(calendar.Zone.DayOf(now)) },
            new() { Value = DueWithin.End(calendar, now, 3) }, new() { Value = DueWithin.End(calendar, now, 7) },
        },
    };
}
