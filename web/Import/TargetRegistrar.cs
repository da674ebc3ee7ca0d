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
            await log.TellAsync(tenant, "department-registered", department.Code, details, async () =>
            {
                var there = await departments.AddAsync(tenant, [department], cancellation);
                return (there.Count == 0 ? "" : DepartmentEntry.Exists, details);
            }, cancellation);
        },
        (order, cancellation) => log.TellAsync(tenant, "item-published", order.Code, new { }, async () =>
        {
            var outcome = (await items.ApplyAsync(tenant, "import", [order], cancellation))[0];
            return outcome.Refusal is { } refusal ? (refusal.Code, new { })
                : outcome.Changed ? ("", new { version = outcome.State.Versions[^1].Number }) : ("nothing-to-do", (object)new { });
        }, cancellation));
}
