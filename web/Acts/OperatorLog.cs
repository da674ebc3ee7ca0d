using Tenancy;
using Tenancy.Accounts;

namespace Web.Acts;

/// <summary>Tells a jurisdiction's audit log of acts on the command line, as <see cref="ActLog"/> does of those of its people.</summary>
/// <remarks>The operator has no account: the login under which the command runs stands for him, as <c>os:LOGIN</c>.</remarks>
public sealed class OperatorLog(AuditLog audit)
{
    /// <summary>Tells that an act is intended; returns the number of the entry, for the end.</summary>
    public Task<long> IntendAsync(TenantId tenant, string act, string subject, object details, CancellationToken cancellation) =>
        AppendAsync(tenant, ActLog.Intended, subject, details, [new("act", act)], cancellation);

    /// <summary>Tells that an act was done.</summary>
    public Task DoneAsync(TenantId tenant, long intent, string act, string subject, object details) =>
        AppendAsync(tenant, act, subject, details, [new("intent", intent)], CancellationToken.None);

    /// <summary>Tells that an act was refused.</summary>
    public Task RefusedAsync(TenantId tenant, long intent, string act, string subject, string code) =>
        AppendAsync(tenant, ActLog.Refused, subject, new { code }, [new("intent", intent), new("act", act)], CancellationToken.None);

    /// <summary>Tells that an act broke off; what of it was committed before then stands.</summary>
    public Task FailedAsync(TenantId tenant, long intent, string act, string subject, string code) =>
        AppendAsync(tenant, ActLog.Failed, subject, new { code }, [new("intent", intent), new("act", act)], CancellationToken.None);

    private Task<long> AppendAsync(
        TenantId tenant, string action, string subject, object details, IEnumerable<KeyValuePair<string, object>> more, CancellationToken cancellation) =>
        audit.AppendOperatorsAsync(tenant, Environment.UserName, action, subject, ActLog.Details(details, more), cancellation);
}
