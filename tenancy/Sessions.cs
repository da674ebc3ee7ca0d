using Tenancy.Isolation;

namespace Tenancy;

/// <summary>Opens sessions: the door to the databases, one method for each thing a process may be.</summary>
public sealed class Sessions(Databases databases, Jurisdictions jurisdictions)
{
    /// <summary>A session in the tenant's own data database.</summary>
    public ValueTask<TenantSession> OpenAsync(TenantId tenant, CancellationToken cancellation = default) =>
        TenantSession.OpenAsync(databases, jurisdictions.Tree[tenant].Database, DatabaseRole.Tenant, [tenant], cancellation);

    /// <summary>A session in the tenant's own data database that only reads, all from one snapshot.</summary>
    public async ValueTask<TenantSession> OpenSnapshotAsync(TenantId tenant, CancellationToken cancellation = default) =>
        (await OpenAsync(tenant, cancellation)).AsSnapshot();

    /// <summary>A session on the tenant's rows of the directory database (accounts, grants, calendars).</summary>
    public ValueTask<TenantSession> OpenDirectoryAsync(TenantId tenant, CancellationToken cancellation = default) =>
        TenantSession.OpenAsync(databases, Databases.Directory, DatabaseRole.Tenant, [tenant], cancellation);

    /// <summary>The journal's session: journal tables of these tenants, all placed on this database, ascending.</summary>
    public ValueTask<TenantSession> OpenJournalAsync(string database, IReadOnlyList<TenantId> tenants, CancellationToken cancellation = default) =>
        TenantSession.OpenAsync(databases, database, DatabaseRole.Journal, tenants, cancellation);

    /// <summary>The valve's session on one end of an edge.</summary>
    public ValueTask<TenantSession> OpenValveAsync(TenantId tenant, CancellationToken cancellation = default) =>
        TenantSession.OpenAsync(databases, jurisdictions.Tree[tenant].Database, DatabaseRole.Valve, [tenant], cancellation);

    /// <summary>The silo's session: where work is due, without a tenant.</summary>
    public ValueTask<TenantSession> OpenSiloAsync(string database, CancellationToken cancellation = default) =>
        TenantSession.OpenAsync(databases, database, DatabaseRole.Silo, [], cancellation);

    /// <summary>The operator's session on what a jurisdiction's part of the directory lets him tell: role silo, for one tenant.</summary>
    public ValueTask<TenantSession> OpenOperatorAsync(TenantId tenant, CancellationToken cancellation = default) =>
        TenantSession.OpenAsync(databases, Databases.Directory, DatabaseRole.Silo, [tenant], cancellation);

    /// <summary>A session on the cases that <paramref name="owner"/> has granted <paramref name="viewer"/>, in the owner's database, as long as the grant lasts.</summary>
    public ValueTask<TenantSession> OpenGrantedAsync(TenantId owner, TenantId viewer, CancellationToken cancellation = default) =>
        TenantSession.OpenAsync(databases, jurisdictions.Tree[owner].Database, DatabaseRole.Granted, [owner, viewer], cancellation);

    /// <summary>A session that sees public views only.</summary>
    public ValueTask<TenantSession> OpenPublicAsync(TenantId tenant, CancellationToken cancellation = default) =>
        TenantSession.OpenAsync(databases, jurisdictions.Tree[tenant].Database, DatabaseRole.Public, [tenant], cancellation);

    /// <summary>The name of the channel on which a database's ticks are sent.</summary>
    public string TickChannel => databases.Key.TickChannel;

    /// <summary>A direct connection that hears a database's ticks.</summary>
    public Task<TickListener> ListenAsync(string database, CancellationToken cancellation = default) =>
        TickListener.OpenAsync(databases, database, cancellation);
}
