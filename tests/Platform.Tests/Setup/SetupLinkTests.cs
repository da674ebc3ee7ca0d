using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Setup;
using Tenancy.Tree;
using Web.Setup;
using Xunit;

namespace Platform.Tests.Setup;

/// <summary>Who made the link by which a province was set up stands in the province's audit log.</summary>
public sealed class SetupLinkTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly NewAccount Administrator = new("admin", "系统管理员", "long enough 1");

    private readonly TestPlatform _platform = new(server) { Province = null };

    public ValueTask InitializeAsync() => _platform.InitializeAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task LinkMadeBeforeThereWasALog_IsToldInThatOfTheProvinceThatItSetUp()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var services = _platform.Services;
        var invitations = services.GetRequiredService<Invitations>();
        var setup = new ProvinceSetup(
            invitations, services.GetRequiredService<TreeLoader>(), _platform.Jurisdictions, services.GetRequiredService<Administration>(),
            services.GetRequiredService<AuditLog>(), TimeProvider.System);
        var (root, _) = TreeFile.Read(Encoding.UTF8.GetBytes("""{"code": "990000", "name": "试验省", "level": "province"}"""));
        var refused = Assert.IsType<SetupOutcome.Refused>(await setup.RunAsync(
            await invitations.CreateAsync("operator01", cancellation), root!, Administrator with { Password = "short" }, cancellation));

        Assert.IsType<SetupOutcome.Done>(await setup.RunAsync(refused.Invitation, root!, Administrator, cancellation));
        Assert.Equal(
            ["setup first-administrator-created admin", "os:operator01 setup-link-made 990000"],
            await server.ListAsync<string>(_platform.Directory, "select actor || ' ' || action || ' ' || subject from audit_entry order by n"));
        Assert.IsType<SetupOutcome.NotInvited>(await setup.RunAsync(refused.Invitation, root!, Administrator, cancellation));
    }

    [Fact]
    public async Task LinkOfAnEarlierVersion_StillSetsUp()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var invitations = _platform.Services.GetRequiredService<Invitations>();
        var link = await invitations.CreateAsync("operator01", cancellation);
        await server.ExecuteAsync(_platform.Directory, "update setup_invitation set made_by = null");
        Assert.Equal(new { MadeBy = (string?)null }, new { (await invitations.UseAsync(link, cancellation))!.MadeBy });
        Assert.Null(await invitations.UseAsync(link, cancellation));
    }
}
