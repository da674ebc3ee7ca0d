using Tenancy;
using Tenancy.Accounts;
using Tenancy.Machines;
using Web.Demo.Items;

namespace Web.Demo.Seeding;

/// <summary>Registers the systems of the demo's departments as machine clients.</summary>
internal sealed class DemoSystems(MachineClients machines, Jurisdictions jurisdictions)
{
    private const string NameTaken = "name-taken";

    /// <summary>The systems of one jurisdiction; those that <paramref name="known"/> holds keep their secrets.</summary>
    public async Task<IReadOnlyList<DemoSystem>> SeedAsync(
        Actor actor, TenantId tenant, DemoCatalogue catalogue, IReadOnlyDictionary<string, string> known, CancellationToken cancellation)
    {
        var systems = new List<DemoSystem>();
        var place = jurisdictions.Tree[tenant].Key;
        foreach (var department in catalogue.Departments.Where(d => d.HasSystem))
        {
            var client = $"{place}.{department.Code}";
            var secret = known.TryGetValue(client, out var kept) ? kept : await RegisterAsync(actor, tenant, department.Code, client, cancellation);
            var items = catalogue.Items.Where(i => i.Content.Department == department.Code).ToLookup(i => i.RetiredFrom is null, i => i.Content);
            if (items[true].Any())
                systems.Add(new DemoSystem(place, department.Code, client, secret, [.. items[true]], [.. items[false]]));
        }

        return systems;
    }

    private async Task<string> RegisterAsync(Actor actor, TenantId tenant, string department, string client, CancellationToken cancellation)
    {
        var (credentials, refusal) = await machines.RegisterAsync(actor, tenant, department, department, ["events"], cancellation: cancellation);
        if (refusal?.Code == NameTaken)
            (credentials, refusal) = await machines.ChangeSecretAsync(actor, tenant, client, cancellation: cancellation); // the demo's file was lost
        return credentials?.ClientSecret ?? throw new InvalidOperationException($"The demo's client {client} was refused: {refusal!.Message}");
    }
}
