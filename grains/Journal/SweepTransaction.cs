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

    public async Task<SweepOutcome> RunAsync(Jurisdiction jurisdiction, int most, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenJournalAsync(jurisdiction.Database, [jurisdiction.Id], cancellation);
        var unit = await new LoadingPhase(ground).LoadDueAsync(session, jurisdiction.Id, most, cancellation);
        var tenant = unit.Tenants[jurisdiction.Id];
        var judged = tenant.Cases.Count + tenant.Departments.Count;
        if (judged > 0)
        {
            var recording = new RecordingPhase(unit, ground.Persons);
            await new JudgingPhase(unit, recording).JudgeAsync(session, cancellation);
            await new SignallingPhase(unit).RaiseAsync(session, cancellation);
        }

        var commands = judged > 0 ? StoringPhase.Commands(unit) : [];
        commands.Add(ForTenant(SetDue, jurisdiction.Id));
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
