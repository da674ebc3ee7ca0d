using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Callers;
using Tenancy.Machines;
using Tenancy.Permissions;

namespace Bench.Bed;

/// <summary>Registers machine clients on the bed's databases, as its administrator would, and asks a node for their tokens; and signs a leader in on its site.</summary>
internal sealed partial class MachineTokens
{
    private const string Name = "bench";
    private const string Leader = "bench-leader";
    private const string Password = "bench passphrase 1";

    private readonly MachineClients _clients;
    private readonly Actor _actor;
    private readonly string _province;

    private MachineTokens(MachineClients clients, Actor actor, string province) => (_clients, _actor, _province) = (clients, actor, province);

    /// <summary>Makes the province's first administrator and signs in as it.</summary>
    public static async Task<MachineTokens> SignInAsync(TestBed bed)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(bed.Sessions).AddSingleton(bed.Jurisdictions);
        await using var provider = services.AddAccounts().BuildServiceProvider();
        await provider.GetRequiredService<Administration>().CreateFirstAsync(bed.Province, new NewAccount(Name, Name, Password));
        var signedIn = (SignInResult.SignedIn)await provider.GetRequiredService<SignInService>().SignInAsync(bed.Jurisdictions.Tree[bed.Province].Key, Name, Password);
        var caller = await provider.GetRequiredService<LiveCallers>().FindAsync(signedIn.Tenant, signedIn.Session);
        var actor = Actor.Of(caller!);
        var administration = provider.GetRequiredService<Administration>();
        if ((await administration.CreateAsync(actor, bed.Province, new NewAccount(Leader, Leader, Password))).Account is { } leader)
            await administration.GrantAsync(actor, bed.Province, leader, new Holding(Role.Leader, bed.Province));
        return new MachineTokens(provider.GetRequiredService<MachineClients>(), actor, bed.Jurisdictions.Tree[bed.Province].Key);
    }

    /// <summary>The cookies of a leader of the whole province, signed in on a node's site: a department's system is told of no county.</summary>
    public async Task<string> SignInLeaderAsync(WebNode node)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = node.Client.BaseAddress };
        var page = new Uri("/sign-in", UriKind.Relative);
        using var form = new FormUrlEncodedContent(
        [
            new("Jurisdiction", _province), new("UserName", Leader), new("Password", Password),
            new("__RequestVerificationToken", FormToken().Match(await client.GetStringAsync(page)).Groups["token"].Value),
        ]);
        using var answer = await client.PostAsync(page, form);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? cookies.GetCookieHeader(client.BaseAddress!)
            : throw new InvalidOperationException($"The leader is not signed in: {answer.StatusCode}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex FormToken();

    /// <summary>A bearer token for the bed's department of a jurisdiction.</summary>
    public async Task<string> AskAsync(WebNode node, TenantId tenant, string scope)
    {
        var (credentials, refusal) = await _clients.RegisterAsync(_actor, tenant, $"bench-{Guid.NewGuid():N}", "D1", [scope]);
        if (credentials is null)
            throw new InvalidOperationException($"No client: {refusal}");
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", credentials.ClientId), new("client_secret", credentials.ClientSecret),
        ]);
        using var answer = await node.Client.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
