using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Accounts;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Server;

/// <summary>People signed in on the running site, by its own form.</summary>
public static partial class SignedIn
{
    /// <summary>A client with the session cookie of a new account that holds these roles for a jurisdiction, or for a department of it.</summary>
    public static async Task<HttpClient> NewClientAsync(this TestSite site, string jurisdiction, string? department, params Role[] roles)
    {
        var people = new People(site.Platform);
        var name = $"person-{Guid.NewGuid():N}";
        var account = await people.EnsureAsync(jurisdiction, name);
        var tenant = site.Platform[jurisdiction].Id;
        foreach (var role in roles)
            Assert.Null(await site.Platform.Services.GetRequiredService<Administration>().GrantAsync(await people.EnsureAdministratorAsync(), tenant, account!.Value, new(role, tenant, department)));

        var client = site.NewClient();
        var form = await client.GetStringAsync("/sign-in");
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Jurisdiction"] = site.Platform[jurisdiction].Name,
            ["UserName"] = name,
            ["Password"] = People.Password,
            ["__RequestVerificationToken"] = TokenOf(form),
        }));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    /// <summary>The hidden token of a form, without which it may not be posted.</summary>
    public static string TokenOf(string page) => FormToken().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex FormToken();
}
