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

    /// <summary>Tells of an act that was done where no intent could be told before.</summary>
    public Task ToldAsync(TenantId tenant, string act, string subject, object details) =>
        AppendAsync(tenant, act, subject, details, [], CancellationToken.None);

    /// <summary>Carries out an act, its intent told before and its end after; one that breaks off is told so, and fails for the caller all the same.</summary>
    /// <param name="tenant">The jurisdiction that it concerns.</param>
    /// <param name="act">What, as a stable code in the past tense.</param>
    /// <param name="subject">To what.</param>
    /// <param name="intended">What is known of it before.</param>
    /// <param name="carryOut">The act: the code of its refusal, empty when it was done, and what is known of it after.</param>
    /// <param name="cancellation">Stops before the intent is durable, and so before the act.</param>
    public async Task TellAsync(
        TenantId tenant, string act, string subject, object intended, Func<Task<(string Refused, object Done)>> carryOut, CancellationToken cancellation)
    {
        var intent = await IntendAsync(tenant, act, subject, intended, cancellation);
        (string Refused, object Done) end;
        try
        {
            end = await carryOut();
        }
        catch (Exception failure)
        {
            await FailedAsync(tenant, intent, act, subject, failure is OperationCanceledException ? "canceled" : "internal");
            throw;
        }

        if (end.Refused.Length > 0)
            await RefusedAsync(tenant, intent, act, subject, end.Refused);
        else
            await DoneAsync(tenant, intent, act, subject, end.Done);
    }

    private Task<long> AppendAsync(
        TenantId tenant, string action, string subject, object details, IEnumerable<KeyValuePair<string, object>> more, CancellationToken cancellation) =>
        audit.AppendOperatorsAsync(tenant, Environment.UserName, action, subject, ActLog.Details(details, more), cancellation);
}
