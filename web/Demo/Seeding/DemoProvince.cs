using Tenancy.Tree;

namespace Web.Demo.Seeding;

/// <summary>The demo's province: Zhejiang with its 11 cities and 90 counties, from data/divisions.</summary>
internal sealed class DemoProvince(TreeLoader loader, TimeProvider time)
{
    /// <summary>Key of the province.</summary>
    public const string Key = "330000";

    /// <summary>Loads the tree; done twice it changes nothing. False where somebody else administers this province already.</summary>
    public async Task<bool> SeedAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return (await loader.LoadAsync(ShippedTrees.Read("zhejiang"), today, cancellation: cancellation)).Faults.Count == 0;
    }
}
