using Grains.Journal.Aside;
using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Grains.Journal;

/// <summary>One transaction that turns time into events: what is due is judged as of now.</summary>
internal sealed class SweepTransaction(Sessions sessions, JournalGround ground)
{
    private const string SetDue = """
        update tenant_due set next_due_at = least(
          (select next_check_at from case_file where tenant = $1 and next_check_at is not null order by next_check_at limit 1),
          (select min(next_check_at) from department where tenant = $1))
        where tenant = $1
        returning next_due_at
        """;

    /// <summary>Writes when the tenant next has something due, and answers with it.</summary>
    public static NpgsqlBatchCommand DueOf(TenantId tenant) => ForTenant(SetDue, tenant);

    /// <summary>Judges what is due, at most so many cases.</summary>
    public Task<SweepOutcome> RunAsync(Jurisdiction jurisdiction, int most, CancellationToken cancellation) =>
        RunAsync(jurisdiction, (session, loading) => loading.LoadDueAsync(session, jurisdiction.Id, most, cancellation), cancellation);

    /// <summary>Judges those of these grains that are due.</summary>
    public Task<SweepOutcome> RunAsync(Jurisdiction jurisdiction, DueGrains only, CancellationToken cancellation) =>
        RunAsync(jurisdiction, (session, loading) => loading.LoadDueAsync(session, jurisdiction.Id, only, cancellation), cancellation);

    private async Task<SweepOutcome> RunAsync(
        Jurisdiction jurisdiction, Func<TenantSession, LoadingPhase, Task<Unit>> load, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenJournalAsync(jurisdiction.Database, [jurisdiction.Id], cancellation);
        var unit = await load(session, new LoadingPhase(ground));
        var tenant = unit.Tenants[jurisdiction.Id];
        var judged = tenant.Cases.Count + tenant.Departments.Count;
        if (judged > 0)
        {
            var recording = new RecordingPhase(unit, ground.Persons);
            await new JudgingPhase(unit, recording, ground.MostRounds).JudgeAsync(session, cancellation);
            await new SignallingPhase(unit).RaiseAsync(session, cancellation);
        }

        var commands = judged > 0 ? StoringPhase.Commands(unit) : [];
        if (judged > 0)
            commands.Add(SetAsides.Resolved(jurisdiction.Id, [.. tenant.Cases.Values.Select(work => work.Id)], [.. tenant.Departments.Keys.Select(id => (long)id)], unit.Now));
        commands.Add(DueOf(jurisdiction.Id));
        DateTimeOffset? next = null;
        await using (var reader = await session.ReadAsync(commands, cancellation))
        {
            // Only the last command answers with rows.
            if (await reader.ReadAsync(cancellation) && !await reader.IsDBNullAsync(0, cancellation))
                next = reader.GetFieldValue<DateTimeOffset>(0);
        }

        await session.CommitAsync(cancellation);
        return new SweepOutcome(judged, next, unit.Now);
    }

    private static NpgsqlBatchCommand ForTenant(string sql, TenantId tenant) =>
        new(sql) { Parameters = { new NpgsqlParameter<int> { TypedValue = tenant.Value, NpgsqlDbType = NpgsqlDbType.Integer } } };
}
