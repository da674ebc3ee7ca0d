using System.Net;
using System.Text.RegularExpressions;
using Grains.Catalogue;
using Grains.Clocks;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Catalogue;
using Web.Demo.Items;

namespace Platform.Tests.Catalogue;

/// <summary>What people do with the catalogue in these tests, on one site a class.</summary>
public abstract partial class CatalogueSteps(TestSite site)
{
    protected const string Department = "330802-81";
    protected static readonly CancellationToken None = CancellationToken.None;

    protected TestSite Site { get; } = site;

    protected static ItemContent Document(string code) => ItemGenerator.Generate(ServiceItems.All[0], code, Department, "经信局", []);

    protected async Task<HttpClient> AdministratorAsync()
    {
        await Site.Services.GetRequiredService<DepartmentWriter>().RegisterAsync(Site.Platform["330802"].Id, [new(Department, "柯城区经信局")], None);
        return await Site.NewClientAsync("330802", null, Role.SystemAdministrator);
    }

    protected Task<IReadOnlyList<ItemOutcome>> OrderAsync(string code, params ItemCommand[] commands) => Site.Services.GetRequiredService<CatalogueWriter>()
        .ApplyAsync(Site.Platform["330802"].Id, "test", [new(code, _ => commands)], None);

    protected Task PublishAsync(string code, ItemContent content) => OrderAsync(
        code, [.. TakingOver.Commands(ItemState.None, content, new(2024, 1, 1), "1号", new(2024, 1, 1), vertical: false)]);

    protected static ItemContent Promising(string code, int days)
    {
        var document = Document(code);
        var limits = document.Limits! with { Legal = Limit.WorkingDays(20), Promised = Limit.WorkingDays(days) };
        return document with { Name = $"承诺{days}日", Immediate = false, Fees = [], Limits = limits };
    }

    protected static ItemCommand[] Steps(ItemContent content) =>
    [
        new ItemCommand.Draft(content), new ItemCommand.Check(), new ItemCommand.Settle("签字1号"),
        .. Reviews.RequiredFor(content, vertical: false).Select(office => new ItemCommand.Review(office, "审1号")),
    ];

    protected async Task<ItemStatus> StatusAsync(string code) =>
        (await Site.Services.GetRequiredService<CatalogueReader>().FindAsync(Site.Platform["330802"].Id, code, own: true, None))!.Versions[0].Status;

    protected static async Task<(HttpStatusCode Status, string Page, string? Location)> PostAsync(
        HttpClient client, string page, string address, params (string Name, string Value)[] fields)
    {
        var form = await client.GetStringAsync(page);
        using var body = new FormUrlEncodedContent(
            [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", SignedIn.TokenOf(form))]);
        using var answer = await client.PostAsync(address, body);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), answer.Headers.Location?.ToString());
    }

    protected static string BasisIn(string page, string step) => Regex.Match(
        page, $"handler={step}\"[^>]*>\\s*<input type=\"hidden\" name=\"basis\" value=\"([0-9a-f]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    [GeneratedRegex("name=\"basis\" value=\"([0-9a-f]+)\"", RegexOptions.None, 1000)]
    protected static partial Regex Basis();
}
