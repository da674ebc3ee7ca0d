using Tenancy;

namespace Silo.Forgetting;

/// <summary>Removes of a tenant what is kept for a time only: decided quarantine entries after 90 days, uploaded files after one, their outcomes and the error reports of imports after 90.</summary>
/// <remarks>The periods are platform defaults and stand in the database's own functions; any number of silos may do so at once.</remarks>
internal sealed class Forgetter(Sessions sessions)
{
    private const string ForgetQuarantined = "select app.forget_quarantined()";

    private const string ForgetUploads = "select app.forget_uploads()";

    private const string ForgetImports = "select app.forget_imports()";

    /// <summary>Removes what is old of a tenant.</summary>
    public async Task ForgetAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await session.CommitAsync([new(ForgetQuarantined), new(ForgetUploads), new(ForgetImports)], cancellation);
    }
}
