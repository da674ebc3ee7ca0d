using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Acts;
using Xunit;

namespace Platform.Tests.Acts;

/// <summary>How addresses name whom the auditor asks for.</summary>
public sealed class AuditAddressTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Theory]
    [InlineData("clerk", "330802/clerk", "clerk")]
    [InlineData("330800/clerk", "330800/clerk", "330800/clerk")]
    [InlineData("330802/clerk", "330802/clerk", "clerk")]
    [InlineData("os:operator", "os:operator", "os:operator")]
    [InlineData("330802/os:operator", "330802/os:operator", "330802/os:operator")]
    [InlineData("setup", "setup", "setup")]
    [InlineData("330802/setup", "330802/setup", "330802/setup")]
    [InlineData(" setup ", "setup", "setup")]
    [InlineData("", null, null)]
    public void Person_IsReadWholeAndWrittenShort_AndComesBackTheSame(string asked, string? actor, string? written)
    {
        var address = new AuditAddress(platform["330802"]);
        var filter = address.Read(new QueryCollection(new Dictionary<string, StringValues> { ["person"] = asked }));
        Assert.Equal((actor, written), (filter.Actor, address.Person(filter)));
        var query = QueryHelpers.ParseQuery(new Uri("http://x" + address.Of(filter)).Query);
        Assert.Equal(filter, address.Read(new QueryCollection(query)));
    }

    [Fact]
    public async Task WhoeverSetTheProvinceUp_IsFound()
    {
        var auditor = await new People(platform).NewAsync("330000", Role.SecurityAuditor);
        var filter = new AuditAddress(platform["330000"]).Read(new QueryCollection(new Dictionary<string, StringValues> { ["person"] = "setup" }));
        var (lines, _) = await platform.Services.GetRequiredService<AuditLog>().FindAsync(auditor, filter, 50);
        Assert.Equal(["first-administrator-created"], lines.Select(line => line.Act));
    }
}
