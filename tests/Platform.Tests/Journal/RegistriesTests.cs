using Grains.Journal;
using Platform.Tests.Server;
using Tenancy;
using Xunit;

namespace Platform.Tests.Journal;

public sealed class RegistriesTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task RegistriesOfManyTenants_AreHeldUpToABound_ThoseUsedLast()
    {
        TenantId[] tenants = [.. platform.Tree.All.Select(jurisdiction => jurisdiction.Id)];
        Assert.Equal(7, tenants.Length);
        var registries = new Registries(platform.Sessions, most: 3);
        var first = await registries.AtLeastAsync(tenants[0], 0);
        for (var round = 0; round < 5; round++)
        {
            foreach (var tenant in tenants[1..])
            {
                await registries.AtLeastAsync(tenant, 0);
                Assert.InRange(registries.Count, 1, 3);
                // Used all the time, so never let go.
                Assert.Same(first, registries.Cached(tenants[0], 0));
                Assert.NotNull(registries.Cached(tenant, 0));
            }
        }

        Assert.Null(registries.Cached(tenants[1], 0));
        Assert.NotNull(await registries.AtLeastAsync(tenants[1], 0));
    }

    [Fact]
    public async Task ManyCallersAtOnce_StayWithinTheBound()
    {
        TenantId[] tenants = [.. platform.Tree.All.Select(jurisdiction => jurisdiction.Id)];
        var registries = new Registries(platform.Sessions, most: 4);
        await Parallel.ForAsync(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancellation) =>
            Assert.NotNull(await registries.AtLeastAsync(tenants[i % tenants.Length], 0, cancellation)));
        Assert.InRange(registries.Count, 1, 4 + 8);
    }
}
