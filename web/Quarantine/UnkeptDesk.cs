using Dapper;
using Grains.Journal;
using Tenancy;
using Tenancy.Permissions;
using Web.Acts;

namespace Web.Quarantine;

/// <summary>Settles events that quarantine had no room for: somebody of the department says, for the audit log, what became of them.</summary>
/// <remarks>The platform cannot tell by itself: what was not kept cannot be compared with what comes later.</remarks>
public sealed class UnkeptDesk(Sessions sessions, Registries registries, ActLog acts)
{
    private const string Settle = "select app.settle_unkept(@department, @upTo)";

    /// <summary>Settles what a caller has seen; null where there is no such department, or it is not the caller's to decide about.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="department">Id of the department.</param>
    /// <param name="upTo">What was seen, <see cref="UnkeptEvents.UpTo"/>.</param>
    /// <param name="reason">What became of them, 1 to <see cref="QuarantineDesk.ReasonLength"/> characters.</param>
    /// <param name="cancellation">Stops before it is durable.</param>
    /// <returns>How many were settled now; none when others were before.</returns>
    public async Task<long?> SettleAsync(Caller caller, int department, long upTo, string reason, CancellationToken cancellation)
    {
        const string act = "unkept-settled";
        var registry = await registries.CurrentAsync(caller.Tenant, cancellation);
        if (!registry.TryDepartment(department, out var known) || !caller.Can(Permission.ResolveQuarantine, caller.Tenant, known.Code))
            return null;
        var intent = await acts.IntendAsync(caller, act, known.Code, new { upTo, reason }, cancellation);
        var settled = await acts.TryAsync(caller, intent, act, known.Code, () => SettleAsync(caller.Tenant, department, upTo, cancellation));
        if (settled > 0)
            await acts.DoneAsync(caller, intent, act, known.Code, new { events = settled, reason });
        else
            await acts.RefusedAsync(caller, intent, act, known.Code, "nothing-to-do");
        return settled;
    }

    private async Task<long> SettleAsync(TenantId tenant, int department, long upTo, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var settled = await connection.ExecuteScalarAsync<long>(new CommandDefinition(Settle, new { department, upTo }, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
        return settled;
    }
}
