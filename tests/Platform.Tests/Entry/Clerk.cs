using System.Net;
using System.Text.RegularExpressions;
using Grains.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Entry;

/// <summary>A clerk of 柯城区 at the forms: opens them, fills them in, presses their button.</summary>
internal sealed partial class Clerk(TestSite site, HttpClient http, DemoDepartment department) : IDisposable
{
    public const string Place = "330802";

    public DemoDepartment Department => department;

    /// <summary>The demo's catalogue, seeded.</summary>
    public static Task<DemoCatalogue> CatalogueAsync(TestSite site) =>
        site.Services.GetRequiredService<DemoCatalogueSeeder>().SeedAsync(site.Platform[Place].Id, CancellationToken.None);

    /// <summary>Items of departments with or without a system, those in force, plain permits first.</summary>
    public static IEnumerable<DemoItem> ItemsOf(DemoCatalogue catalogue, bool withSystem, bool exOfficio = false) => catalogue.Items.Where(item =>
        item.RetiredFrom is null && item.Content.Kind.IsExOfficio() == exOfficio
        && catalogue.Departments.First(d => d.Code == item.Content.Department).HasSystem == withSystem).OrderByDescending(item => item.Content.Flow!.Steps.Length);

    /// <summary>Signs in a new clerk of a department.</summary>
    public static async Task<Clerk> SignInAsync(TestSite site, DemoCatalogue catalogue, string department) =>
        new(site, await site.NewClientAsync(Place, department, Role.PostUser), catalogue.Departments.First(d => d.Code == department));

    /// <summary>What stands at an address, decoded.</summary>
    public async Task<string> SeeAsync(string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The status at an address.</summary>
    public async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>Opens a form and reads what stands in its fields: hidden ones, and the time.</summary>
    public async Task<Dictionary<string, string>> OpenAsync(string address)
    {
        var page = await http.GetStringAsync(new Uri(address, UriKind.Relative));
        var fields = Field().Matches(page)
            .Where(field => field.Groups["name"].Value != "seen" && !field.Value.Contains("checkbox", StringComparison.Ordinal))
            .GroupBy(field => field.Groups["name"].Value, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => WebUtility.HtmlDecode(group.Last().Groups["value"].Value), StringComparer.Ordinal);
        fields["act"] = "record";
        if (Post().Match(page) is { Success: true } post)
            fields["post"] = WebUtility.HtmlDecode(post.Groups["value"].Value);
        return fields;
    }

    /// <summary>Posts a form.</summary>
    public async Task<(string? Location, string Page)> PostAsync(string address, Dictionary<string, string> fields, params string[] seen)
    {
        using var body = new FormUrlEncodedContent(fields.Concat(seen.Select(key => KeyValuePair.Create("seen", key))));
        using var answer = await http.PostAsync(new Uri(address, UriKind.Relative), body);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.NotFound, $"{answer.StatusCode}: {page}");
        return (answer.Headers.Location?.ToString(), page);
    }

    /// <summary>Opens a form, fills it in, presses record, and again where consequences are told; returns where it led.</summary>
    public async Task<string> RecordAsync(string address, params (string Name, string Value)[] typed)
    {
        var fields = await OpenAsync(address);
        foreach (var (name, value) in typed)
            fields[name] = value;
        var (location, page) = await PostAsync(address, fields);
        if (location is null)
            (location, page) = await PostAsync(address, fields, SeenIn(page));
        Assert.True(location is not null, $"{address} was not recorded: {Fault().Match(page).Value}");
        return location;
    }

    /// <summary>The keys of the consequences that a form shows.</summary>
    public static string[] SeenIn(string page) => [.. Seen().Matches(page).Select(seen => WebUtility.HtmlDecode(seen.Groups["value"].Value))];

    /// <summary>Which facts of the case a form has seen.</summary>
    public static string KnownIn(string page) => Known().Match(page).Groups["value"].Value;

    /// <summary>Id of the case that a form led to.</summary>
    public static long CaseIn(string location) => long.Parse(CaseId().Match(location).Groups["id"].Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A value from the county's database.</summary>
    public Task<T> ScalarAsync<T>(string sql) => site.Platform.Server.ScalarAsync<T>(site.Platform[Place].Database, sql);

    public void Dispose() => http.Dispose();

    [GeneratedRegex("<input[^>]*?name=\"(?<name>[^\"]+)\"[^>]*?value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    [GeneratedRegex("<option value=\"(?<value>[^\"]*)\" selected=\"selected\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Post();

    [GeneratedRegex("name=\"seen\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Seen();

    [GeneratedRegex("name=\"known\" value=\"(?<value>[0-9]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Known();

    [GeneratedRegex("^/cases/(?<id>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CaseId();

    [GeneratedRegex("<form method=\"post\".*</form>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Fault();
}
