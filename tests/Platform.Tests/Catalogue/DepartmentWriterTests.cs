using Platform.Tests.Server;
using Web.Catalogue;
using Xunit;

namespace Platform.Tests.Catalogue;

public sealed class DepartmentWriterTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("moved-1", "23 hours", false)]
    [InlineData("moved-2", "25 hours", true)]
    public async Task SystemThatIsBackWithinADay_HasNotBeenAway(string code, string away, bool isAwaitedAnew)
    {
        var (tenant, database) = (platform["330802"].Id, platform["330802"].Database);
        var departments = new DepartmentWriter(platform.Sessions);
        foreach (var hasSystem in new[] { true, false })
            await departments.RegisterAsync(tenant, [new(code, "经信局", HasSystem: hasSystem)], None);
        await platform.Server.ExecuteAsync(
            database, $"update department set system_until = system_until - interval '{away}' where tenant = {tenant} and code = '{code}'");
        await departments.RegisterAsync(tenant, [new(code, "经信局")], None);

        Assert.Equal(
            isAwaitedAnew,
            await platform.Server.ScalarAsync<bool>(database, $"select system_since is not null from department where tenant = {tenant} and code = '{code}'"));
    }
}
