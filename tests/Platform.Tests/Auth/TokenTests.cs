using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy.Callers;
using Tenancy.Machines;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Auth;

public sealed class TokenTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Token = "/connect/token";

    private People People { get; } = new(site.Platform);

    private MachineClients Clients => site.Platform.Services.GetRequiredService<MachineClients>();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RightSecret_GetsATokenByHeaderOrForm(bool basic)
    {
        var credentials = await RegisterAsync("events", "totals");
        using var answer = await AskAsync(credentials, basic);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Bearer", token.GetProperty("token_type").GetString());
        Assert.Equal(3600, token.GetProperty("expires_in").GetInt32());
        Assert.Equal("events totals", token.GetProperty("scope").GetString());
        Assert.NotEmpty(token.GetProperty("access_token").GetString()!);
    }

    [Fact]
    public async Task Caller_IsBoundToOneJurisdictionAndDepartmentAndToTheScopesAskedFor()
    {
        var credentials = await RegisterAsync("events", "catalogue");
        var granted = Assert.IsType<TokenResult.Granted>(await Clients.BeginAsync(credentials.ClientId, credentials.ClientSecret, ["events"]));
        var caller = await site.Platform.Services.GetRequiredService<LiveCallers>().FindAsync(granted.Tenant, granted.Session);
        var tenant = site.Platform["330802"].Id;
        Assert.NotNull(caller);
        Assert.Equal((tenant, "mzj", CallerKind.Machine), (caller.Tenant, caller.Department, caller.Kind));
        Assert.True(caller.CanSubmitFacts(tenant, "mzj"));
        Assert.False(caller.CanSubmitFacts(tenant, "gaj"));
        Assert.False(caller.CanSubmitFacts(site.Platform["330825"].Id, "mzj"));
        Assert.False(caller.Has(Permission.EditCatalogue));
    }

    [Theory]
    [InlineData("grant_type=password", 400, "unsupported_grant_type")]
    [InlineData("scope=events", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&grant_type=client_credentials", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=330802.nobody&client_secret=x", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=nowhere.nobody&client_secret=x", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=x&client_secret=x", 401, "invalid_client")]
    public async Task FaultyRequest_IsAnsweredByTheCodeOfTheStandard(string form, int status, string error)
    {
        using var client = site.NewClient();
        using var answer = await client.PostAsync(Token, new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(error, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task WrongSecretInTheHeader_IsToldHowToAuthenticate()
    {
        var credentials = await RegisterAsync("events");
        using var answer = await AskAsync(credentials with { ClientSecret = "wrong" }, basic: true);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Basic", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task SecretInHeaderAndForm_IsRefused()
    {
        var credentials = await RegisterAsync("events");
        using var answer = await AskAsync(credentials, basic: true, ("client_secret", credentials.ClientSecret));
        Assert.Equal("invalid_request", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task ScopeNotGiven_IsRefused()
    {
        var credentials = await RegisterAsync("events");
        using var answer = await AskAsync(credentials, basic: false, ("scope", "events catalogue"));
        Assert.Equal("invalid_scope", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task JsonBody_IsRefused()
    {
        using var client = site.NewClient();
        using var answer = await client.PostAsJsonAsync(Token, new { grant_type = "client_credentials" });
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task ChangedSecret_LeavesTheFormerGoodForADay()
    {
        var actor = await People.EnsureAdministratorAsync();
        var old = await RegisterAsync("events");
        var (changed, _) = await Clients.ChangeSecretAsync(actor, site.Platform["330802"].Id, old.ClientId);
        Assert.IsType<TokenResult.Granted>(await Clients.BeginAsync(old.ClientId, old.ClientSecret, []));
        Assert.IsType<TokenResult.Granted>(await Clients.BeginAsync(old.ClientId, changed!.ClientSecret, []));

        await site.Platform.Server.ExecuteAsync(site.Platform.Directory, "update machine_client set former_until = now()");
        Assert.IsType<TokenResult.InvalidClient>(await Clients.BeginAsync(old.ClientId, old.ClientSecret, []));
    }

    [Fact]
    public async Task Token_IsGoodForNoMoreThanItsClientHasNow()
    {
        var credentials = await RegisterAsync("events", "totals");
        var granted = Assert.IsType<TokenResult.Granted>(await Clients.BeginAsync(credentials.ClientId, credentials.ClientSecret, []));
        await site.Platform.Server.ExecuteAsync(
            site.Platform.Directory, $"update machine_client set scopes = array['totals', 'catalogue'] where client_id = '{credentials.ClientId}'");
        var caller = (await site.Platform.Services.GetRequiredService<LiveCallers>().FindAsync(granted.Tenant, granted.Session))!;
        Assert.True(caller.Has(Permission.ViewTotals));
        Assert.False(caller.Has(Permission.SubmitFacts));
        Assert.False(caller.Has(Permission.EditCatalogue));
    }

    [Fact]
    public async Task SuspendedClient_GetsNoTokenAndLosesThoseItHas()
    {
        var actor = await People.EnsureAdministratorAsync();
        var credentials = await RegisterAsync("events");
        var granted = Assert.IsType<TokenResult.Granted>(await Clients.BeginAsync(credentials.ClientId, credentials.ClientSecret, []));
        Assert.Null(await Clients.SuspendAsync(actor, site.Platform["330802"].Id, credentials.ClientId, suspended: true));
        Assert.IsType<TokenResult.InvalidClient>(await Clients.BeginAsync(credentials.ClientId, credentials.ClientSecret, []));
        Assert.Null(await site.Platform.Services.GetRequiredService<LiveCallers>().FindAsync(granted.Tenant, granted.Session));
    }

    [Fact]
    public async Task SecretInTheDatabase_IsHashed()
    {
        var credentials = await RegisterAsync("events");
        var rows = await site.Platform.Server.ListAsync<string>(site.Platform.Directory, "select machine_client::text from machine_client");
        Assert.DoesNotContain(rows, row => row.Contains(credentials.ClientSecret, StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => row.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(credentials.ClientSecret)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metadata_NamesTheTokenEndpoint()
    {
        using var client = site.NewClient();
        var metadata = await client.GetFromJsonAsync<JsonElement>("/.well-known/oauth-authorization-server");
        Assert.Equal("http://localhost", metadata.GetProperty("issuer").GetString());
        Assert.Equal("http://localhost/connect/token", metadata.GetProperty("token_endpoint").GetString());
        Assert.Equal(["client_credentials"], metadata.GetProperty("grant_types_supported").EnumerateArray().Select(g => g.GetString()));
        Assert.Equal(
            ["client_secret_basic", "client_secret_post"],
            metadata.GetProperty("token_endpoint_auth_methods_supported").EnumerateArray().Select(m => m.GetString()));
    }

    private async Task<MachineCredentials> RegisterAsync(params string[] scopes)
    {
        var actor = await People.EnsureAdministratorAsync();
        var (credentials, refusal) = await Clients.RegisterAsync(actor, site.Platform["330802"].Id, $"system-{Guid.NewGuid():N}", "mzj", scopes);
        Assert.Null(refusal);
        return credentials!;
    }

    private async Task<HttpResponseMessage> AskAsync(MachineCredentials credentials, bool basic, params (string Name, string Value)[] more)
    {
        using var client = site.NewClient();
        var form = more.Append(("grant_type", "client_credentials")).ToList();
        if (!basic)
            form.AddRange([("client_id", credentials.ClientId), ("client_secret", credentials.ClientSecret)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, Token)
        {
            Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
        };
        if (basic)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.ClientId}:{credentials.ClientSecret}")));
        }

        return await client.SendAsync(request);
    }
}
