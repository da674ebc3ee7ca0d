using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Tests.Embedded;
using Platform.Tests.Hosting;
using Xunit;

namespace Platform.Tests.Setup;

/// <summary>The first setup of a province by interface instead of by page.</summary>
public sealed class SetupEndpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EmptyInstallation_IsSetUpByInterface_OnceAndOnlyWithItsInvitation()
    {
        await using var node = await Node.StartAsync(_folder.Path);
        var invitation = (await node.UntilPrintedAsync("/setup#")).Trim().Split('#')[^1];
        var administrator = new { name = "admin", displayName = "系统管理员", password = "long enough 1" };

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(node, new { invitation = "guessed", province = "hunan", administrator })).Status);
        var (status, faulty) = await PostAsync(node, new { invitation, tree = new { code = "99", name = "试验省", level = "province" }, administrator });
        Assert.Equal((HttpStatusCode.BadRequest, invitation), (status, faulty.GetProperty("invitation").GetString()));
        (status, faulty) = await PostAsync(node, new { invitation, province = "hunan", administrator = new { name = "admin", displayName = "x", password = "short" } });
        Assert.Equal((HttpStatusCode.BadRequest, "password-too-short"), (status, faulty.GetProperty("code").GetString()));
        Assert.Equal(invitation, faulty.GetProperty("invitation").GetString());

        var (created, done) = await PostAsync(node, new { invitation, province = "hunan", administrator });
        Assert.Equal((HttpStatusCode.Created, "430000"), (created, done.GetProperty("jurisdiction").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(node, new { invitation, province = "hunan", administrator })).Status);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(Node node, object body)
    {
        using var answer = await node.Client.PostAsJsonAsync("/api/v1/setup", body);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
