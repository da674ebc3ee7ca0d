using Microsoft.Extensions.Logging;
using Tenancy;
using static Grains.Journal.CaseMarking;

namespace Grains.Journal.Aside;

/// <summary>Sweeps a tenant in which something cannot be judged: what is due is halved until the poison stands alone, which is set aside; all else is judged.</summary>
internal sealed class SweepIsolation(Sessions sessions, JournalGround ground, SetAsides asides, ILogger logger)
{
    private const string ReadDue = """
        (select 1::smallint, id from case_file where tenant = $1 and next_check_at <= clock_timestamp() order by next_check_at limit $2)
        union all
        (select 2::smallint, id::bigint from department where tenant = $1 and next_check_at <= clock_timestamp())
        """;

    /// <summary>Judges what is due, at most so many cases, each part in a transaction of its own.</summary>
    public async Task<SweepOutcome> RunAsync(Jurisdiction tenant, int most, CancellationToken cancellation)
    {
        var due = new List<(AsideKind Kind, long Grain)>();
        await using (var session = await sessions.OpenJournalAsync(tenant.Database, [tenant.Id], cancellation))
        {
            await using var reader = await session.ReadAsync([Command(ReadDue, Integer(tenant.Id.Value), Integer(most))], cancellation);
            while (await reader.ReadAsync(cancellation))
                due.Add(((AsideKind)reader.GetInt16(0), reader.GetInt64(1)));
        }

        await JudgeAsync(tenant, due, cancellation);
        var rest = await new SweepTransaction(sessions, ground).RunAsync(tenant, DueGrains.None, cancellation);
        return rest with { Judged = due.Count };
    }

    private async Task JudgeAsync(Jurisdiction tenant, List<(AsideKind Kind, long Grain)> due, CancellationToken cancellation)
    {
        if (due.Count == 0)
            return;
        try
        {
            var only = new DueGrains(
                [.. due.Where(one => one.Kind == AsideKind.Case).Select(one => one.Grain)],
                [.. due.Where(one => one.Kind == AsideKind.Department).Select(one => checked((int)one.Grain))]);
            await new SweepTransaction(sessions, ground).RunAsync(tenant, only, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !Failure.IsTransient(failure))
        {
            if (due.Count > 1)
            {
                await JudgeAsync(tenant, due[..(due.Count / 2)], cancellation);
                await JudgeAsync(tenant, due[(due.Count / 2)..], cancellation);
                return;
            }

            var ailment = Ailment.Of(failure);
            JournalLog.SetAside(logger, due[0].Kind, due[0].Grain, tenant.Id.Value, ailment.Code, ailment.Place, failure);
            await asides.PutAsync(tenant, due[0].Kind, due[0].Grain, ailment, cancellation: cancellation);
            JournalTelemetry.SetAside();
        }
    }
}
