using Grains.Catalogue;
using Tenancy.Permissions;
using Web.Acts;
using Web.Catalogue.Import;

namespace Web.Catalogue;

/// <summary>What people and machines do to the catalogue and its departments, each told to the audit log before and after.</summary>
public sealed class CatalogueActs(CatalogueWriter writer, DepartmentWriter departments, ItemImport import, ActLog acts)
{
    private const string Changed = "item-changed";

    /// <summary>Carries out an order of a caller who may.</summary>
    public async Task<ItemOutcome> ApplyAsync(Caller caller, ItemOrder order, CancellationToken cancellation)
    {
        var act = Changed;
        var intent = await acts.IntendAsync(caller, Changed, order.Code, new { }, cancellation);
        var outcome = (await acts.TryAsync(
            caller, intent, Changed, order.Code, () => writer.ApplyAsync(caller.Tenant, caller.Login, [order with { Commands = Named }], cancellation)))[0];
        if (outcome.Refusal is { } refusal)
            await acts.RefusedAsync(caller, intent, act, order.Code, refusal.Code);
        else if (!outcome.Changed)
            await acts.RefusedAsync(caller, intent, act, order.Code, "nothing-to-do");
        else
            await acts.DoneAsync(caller, intent, act, order.Code, new { version = (outcome.State.Open ?? outcome.State.Latest ?? outcome.State.Versions[^1]).Number });
        return outcome;

        IEnumerable<ItemCommand> Named(ItemOrder.Ground ground)
        {
            foreach (var command in order.Commands(ground))
            {
                act = NameOf(command);
                yield return command;
            }
        }
    }

    /// <summary>Registers a department for a caller who may; one whose code is there stays as it is.</summary>
    /// <returns>Whether it was new.</returns>
    public Task<bool> RegisterAsync(Caller caller, DepartmentEntry department, CancellationToken cancellation) => TellAsync(
        caller, department, async () => (await departments.AddAsync(caller.Tenant, [department], cancellation)).Count == 0, cancellation);

    /// <summary>Changes a registered department for a caller who may.</summary>
    public Task ChangeAsync(Caller caller, DepartmentEntry department, CancellationToken cancellation) => TellAsync(
        caller,
        department,
        async () =>
        {
            await departments.RegisterAsync(caller.Tenant, [department], cancellation);
            return true;
        },
        cancellation);

    private async Task<bool> TellAsync(Caller caller, DepartmentEntry department, Func<Task<bool>> carryOut, CancellationToken cancellation)
    {
        const string act = "department-registered";
        var details = new { department.Name, department.Vertical, department.HasSystem };
        var intent = await acts.IntendAsync(caller, act, department.Code, details, cancellation);
        var done = await acts.TryAsync(caller, intent, act, department.Code, carryOut);
        if (done)
            await acts.DoneAsync(caller, intent, act, department.Code, details);
        else
            await acts.RefusedAsync(caller, intent, act, department.Code, DepartmentEntry.Exists);
        return done;
    }

    /// <summary>Takes in rows for a caller who may.</summary>
    /// <param name="caller">Who imports.</param>
    /// <param name="source">What the rows come from: the name of a file, or of the interface.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="options">How.</param>
    /// <param name="mayEdit">Whether the importer may edit items of a department, by its code.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public async Task<ItemImportAnswer> ImportAsync(
        Caller caller, string source, ImportRows rows, ItemImport.Options options, Func<string, bool> mayEdit, CancellationToken cancellation)
    {
        const string act = "catalogue-imported";
        var intent = await acts.IntendAsync(
            caller, act, source, new { rows = rows.Rows.Count, options.EffectiveFrom, options.Paper, options.RegisterDepartments }, cancellation);
        var answer = await acts.TryAsync(
            caller, intent, act, source, () => import.RunAsync(caller.Tenant, caller.Login, rows, options, mayEdit, cancellation));
        var registered = answer.RegisteredDepartments.Select(department => department.Code);
        await acts.DoneAsync(
            caller, intent, act, source, new { answer.Created, answer.Changed, answer.Unchanged, answer.Published, refused = answer.Refused.Count, registered });
        return answer;
    }

    private static string NameOf(ItemCommand command) => command switch
    {
        ItemCommand.Draft => "item-drafted",
        ItemCommand.Check => "item-checked",
        ItemCommand.Settle => "item-settled",
        ItemCommand.Review => "item-reviewed",
        ItemCommand.Return => "item-returned",
        ItemCommand.Publish => "item-published",
        ItemCommand.Retire => "item-retired",
        _ => Changed,
    };
}
