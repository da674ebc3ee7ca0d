using Tenancy;
using Tenancy.Permissions;
using Web.Acts;
using Web.Catalogue;

namespace Web.Import;

/// <summary>Who registers the department and publishes the item that a profile brings along, each told to the audit log before and after.</summary>
/// <param name="RegisterAsync">Registers a department.</param>
/// <param name="ApplyAsync">Carries out an order about the item.</param>
public sealed record TargetRegistrar(
    Func<DepartmentEntry, CancellationToken, Task> RegisterAsync, Func<ItemOrder, CancellationToken, Task> ApplyAsync)
{
    /// <summary>Somebody who uploads a log.</summary>
    public static TargetRegistrar Of(CatalogueActs acts, Caller caller) => new(
        (department, cancellation) => acts.RegisterAsync(caller, department, cancellation),
        (order, cancellation) => acts.ApplyAsync(caller, order, cancellation));

    /// <summary>The operator on the command line.</summary>
    public static TargetRegistrar OfOperator(OperatorLog log, TenantId tenant, DepartmentWriter departments, CatalogueWriter items) => new(
        async (department, cancellation) =>
        {
            var details = new { department.Name, department.Vertical, department.HasSystem };
            await TellAsync(log, tenant, "department-registered", department.Code, details, cancellation, async () =>
            {
                var there = await departments.AddAsync(tenant, [department], cancellation);
                return (there.Count == 0 ? "" : DepartmentEntry.Exists, details);
            });
        },
        (order, cancellation) => TellAsync(log, tenant, "item-published", order.Code, new { }, cancellation, async () =>
        {
            var outcome = (await items.ApplyAsync(tenant, "import", [order], cancellation))[0];
            return outcome.Refusal is { } refusal ? (refusal.Code, new { })
                : outcome.Changed ? ("", new { version = outcome.State.Versions[^1].Number }) : ("nothing-to-do", (object)new { });
        }));

    private static async Task TellAsync(
        OperatorLog log, TenantId tenant, string act, string subject, object intended, CancellationToken cancellation, Func<Task<(string Refused, object Done)>> carryOut)
    {
        var intent = await log.IntendAsync(tenant, act, subject, intended, cancellation);
        (string Refused, object Done) end;
        try
        {
            end = await carryOut();
        }
        catch (Exception failure)
        {
            await log.FailedAsync(tenant, intent, act, subject, failure is OperationCanceledException ? "canceled" : "internal");
            throw;
        }

        if (end.Refused.Length > 0)
            await log.RefusedAsync(tenant, intent, act, subject, end.Refused);
        else
            await log.DoneAsync(tenant, intent, act, subject, end.Done);
    }
}
