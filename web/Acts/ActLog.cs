using System.Data.Common;
using System.Text.Json;
using Tenancy.Accounts;
using Tenancy.Permissions;

namespace Web.Acts;

/// <summary>Tells the audit log of acts that are committed elsewhere: the intent before, what came of it after.</summary>
/// <remarks>
/// The log stands in the directory, the act in a data database: no transaction holds both. A crash between them leaves the
/// intent (<see cref="Intended"/>) without an end, which says that the act may have been done and by whom. The end names the
/// intent's number.
/// </remarks>
public sealed class ActLog(AuditLog audit)
{
    /// <summary>The action of an intent; <c>act</c> in its details says what is intended.</summary>
    public const string Intended = "act-intended";

    /// <summary>The action of an end that is none: the act was refused, <c>code</c> says why.</summary>
    public const string Refused = "act-refused";

    /// <summary>The action of an end by an error: the act broke off, what of it was committed before then stands, <c>code</c> says why.</summary>
    public const string Failed = "act-failed";

    /// <summary>Tells that an act is intended.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="act">What, as a stable code in the past tense.</param>
    /// <param name="subject">To what.</param>
    /// <param name="details">More, an object of plain values; no personal data.</param>
    /// <param name="cancellation">Stops before it is durable, and so before the act.</param>
    /// <returns>Number of the entry, for the end.</returns>
    public Task<long> IntendAsync(Caller caller, string act, string subject, object details, CancellationToken cancellation) =>
        AppendAsync(caller, Intended, subject, details, [new("act", act)], cancellation);

    /// <summary>Tells that an act was done, whether or not the caller still waits.</summary>
    public Task DoneAsync(Caller caller, long intent, string act, string subject, object details) =>
        AppendAsync(caller, act, subject, details, [new("intent", intent)], CancellationToken.None);

    /// <summary>Tells that an act was refused, whether or not the caller still waits.</summary>
    public Task RefusedAsync(Caller caller, long intent, string act, string subject, string code) =>
        AppendAsync(caller, Refused, subject, new { code }, [new("intent", intent), new("act", act)], CancellationToken.None);

    /// <summary>Tells that an act broke off; what of it was committed before then stands.</summary>
    public Task FailedAsync(Caller caller, long intent, string act, string subject, string code) =>
        AppendAsync(caller, Failed, subject, new { code }, [new("intent", intent), new("act", act)], CancellationToken.None);

    /// <summary>Carries out an act that is intended; one that breaks off is told so, and fails for the caller all the same.</summary>
    /// <remarks>If the log does not take that end, the intent stays without one: the act's own failure is what the caller is told.</remarks>
    public async Task<T> TryAsync<T>(Caller caller, long intent, string act, string subject, Func<Task<T>> carryOut)
    {
        try
        {
            return await carryOut();
        }
        catch (Exception failure)
        {
            var code = failure is OperationCanceledException ? "canceled" : "internal";
            try
            {
                await FailedAsync(caller, intent, act, subject, code);
            }
            catch (DbException)
            {
                // The first failure goes on to the caller and the node's log.
            }

            throw;
        }
    }

    /// <inheritdoc cref="TryAsync{T}"/>
    public Task TryAsync(Caller caller, long intent, string act, string subject, Func<Task> carryOut) => TryAsync(caller, intent, act, subject, async () =>
    {
        await carryOut();
        return true;
    });

    private Task<long> AppendAsync(
        Caller caller, string action, string subject, object details, IEnumerable<KeyValuePair<string, object>> more, CancellationToken cancellation) =>
        audit.AppendAsync(caller, action, subject, Details(details, more), cancellation);

    /// <summary>The details of an entry, with what ties intent and end together.</summary>
    internal static string Details(object details, IEnumerable<KeyValuePair<string, object>> more)
    {
        var all = JsonSerializer.SerializeToNode(details, JsonSerializerOptions.Web)!.AsObject();
        foreach (var (name, value) in more)
            all[name] = JsonSerializer.SerializeToNode(value);
        return all.ToJsonString(JsonSerializerOptions.Web);
    }
}
