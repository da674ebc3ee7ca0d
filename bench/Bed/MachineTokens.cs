using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Callers;
using Tenancy.Machines;

namespace Bench.Bed;

/// <summary>Registers machine clients on the bed's databases, as its administrator would, and asks a node for their tokens.</summary>
internal sealed class MachineTokens
{
    private const string Name = "bench";
    private const string Password = "bench passphrase 1";

    private readonly MachineClients _clients;
    private readonly Actor _actor;

    private MachineTokens(MachineClients clients, Actor actor) => (_clients, _actor) = (clients, actor);

    /// <summary>Makes the province's first administrator and signs in as it.</summary>
    public static async Task<MachineTokens> SignInAsync(TestBed bed)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(bed.Sessions).AddSingleton(bed.Jurisdictions);
        await using var provider = services.AddAccounts().BuildServiceProvider();
        await provider.GetRequiredService<Administration>().CreateFirstAsync(bed.Province, new NewAccount(Name, Name, Password));
        var signedIn = (SignInResult.SignedIn)await provider.GetRequiredService<SignInService>().SignInAsync(bed.Jurisdictions.Tree[bed.Province].Key, Name, Password);
        var caller = await provider.GetRequiredService<LiveCallers>().FindAsync(signedIn.Tenant, signedIn.Session);
        return new MachineTokens(provider.GetRequiredService<MachineClients>(), Actor.Of(caller!));
    }

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
