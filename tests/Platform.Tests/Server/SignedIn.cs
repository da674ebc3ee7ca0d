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
    public static Task<HttpClient> NewClientAsync(this TestSite site, string jurisdiction, string? department, params Role[] roles) =>
        site.NewClientAsync(jurisdiction, [.. roles.Select(role => new Holding(role, site.Platform[jurisdiction].Id, department))]);

    /// <summary>A client with the session cookie of a new administrator who may hand on these roles.</summary>
    public static Task<HttpClient> NewAdministratorAsync(this TestSite site, string jurisdiction, params Role[] onward) => site.NewClientAsync(
        jurisdiction,
        [new(Role.SystemAdministrator, site.Platform[jurisdiction].Id), .. onward.Select(role => new Holding(role, site.Platform[jurisdiction].Id, Power: Power.GrantOnward))]);

    /// <summary>A client with the session cookie of a new account of a jurisdiction that holds this.</summary>
    public static async Task<HttpClient> NewClientAsync(this TestSite site, string jurisdiction, IReadOnlyList<Holding> holdings)
    {
        var people = new People(site.Platform);
        var name = $"person-{Guid.NewGuid():N}";
        var account = await people.EnsureAsync(jurisdiction, name);
        var tenant = site.Platform[jurisdiction].Id;
        foreach (var holding in holdings)
        {
            // A role of no department that is held for one is refused now, and may stand from before.
            var narrow = holding.Department is not null && !holding.Role.IsDepartmental();
            Assert.Null(await site.Platform.Services.GetRequiredService<Administration>().GrantAsync(
                await people.EnsureAdministratorAsync(), tenant, account!.Value, narrow ? holding with { Department = null } : holding));
            if (narrow)
                await site.Platform.Server.ExecuteAsync(site.Platform.Directory, $"update account_role set department = '{holding.Department}' where account = '{account}' and role = '{holding.Role.Code()}'");
        }

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
