using Dapper;
using Tenancy;

namespace Silo.Sweep;

/// <summary>Where something is due: tenants are taken for a while, so that silos share the work, and then given back.</summary>
/// <remarks>A silo that dies gives nothing back; what it had is taken by others when the time is up. Two that sweep one tenant all the same only wait for each other.</remarks>
internal sealed class DueTenants(Sessions sessions)
{
    /// <summary>For so long a tenant is taken; longer than a shift and its last chunk.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    private const string Take = """
        update tenant_due set sweeping_until = now() + @hold
        where tenant in (
          select tenant from tenant_due
          where next_due_at <= now() and (sweeping_until is null or sweeping_until < now())
          order by next_due_at limit @most for update skip locked)
        returning tenant
        """;

    private const string GiveBack = "update tenant_due set sweeping_until = null where tenant = @tenant";

    /// <summary>Takes tenants in which something is due, the longest waiting first.</summary>
    public async Task<IReadOnlyList<TenantId>> TakeAsync(string database, int most, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenSiloAsync(database, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var taken = await connection.QueryAsync<int>(new CommandDefinition(Take, new { most, hold = Hold }, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
        return [.. taken.Select(t => new TenantId(t))];
    }

    /// <summary>Gives a tenant back.</summary>
    public async Task GiveBackAsync(string database, TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenSiloAsync(database, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(GiveBack, new { tenant = tenant.Value }, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
    }
}
