using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Grains.Catalogue;
using Grains.Clocks;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Catalogue;
using Web.Catalogue.Form;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Catalogue;

public sealed class CatalogueScreenTests(TestSite site) : CatalogueSteps(site), IClassFixture<TestSite>
{
    [Fact]
    public async Task List_CountsByStateAndShowsWhatTheFilterLeaves()
    {
        using var administrator = await AdministratorAsync();
        await PublishAsync("list-1", Document("list-1") with { Name = "清单甲" });
        await OrderAsync("list-2", new ItemCommand.Draft(Document("list-2") with { Name = "清单乙", Limits = null }));
        await OrderAsync("list-3", new ItemCommand.Draft(Document("list-3") with { Name = "清单丙" }));

        var all = WebUtility.HtmlDecode(await administrator.GetStringAsync("/catalogue?q=清单"));
        Assert.Equal(("1", "2", "1", "0"), (CountIn(all, "in-force"), CountIn(all, "being-written"), CountIn(all, "incomplete"), CountIn(all, "retired")));
        var incomplete = WebUtility.HtmlDecode(await administrator.GetStringAsync("/catalogue?q=清单&state=incomplete"));
        Assert.Contains("清单乙", incomplete, StringComparison.Ordinal);
        Assert.Contains("缺 2 项", incomplete, StringComparison.Ordinal);
        Assert.DoesNotContain("清单丙", incomplete, StringComparison.Ordinal);
        Assert.DoesNotContain("清单甲", await administrator.GetStringAsync("/catalogue?q=清单&kind=penalty"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drafts_AreForTheOwnPeopleAlone()
    {
        using var administrator = await AdministratorAsync();
        await PublishAsync("own-1", Document("own-1") with { Name = "已公布事项" });
        await OrderAsync("own-2", new ItemCommand.Draft(Document("own-2") with { Name = "未公布草稿" }));
        using var neighbour = await Site.NewClientAsync("330825", null, Role.Inspector);
        using var above = await Site.NewClientAsync("330000", null, Role.Inspector);

        foreach (var outsider in new[] { neighbour, above })
        {
            var list = WebUtility.HtmlDecode(await outsider.GetStringAsync("/catalogue?jurisdiction=330802&department=330802-81"));
            Assert.Contains("已公布事项", list, StringComparison.Ordinal);
            Assert.DoesNotContain("未公布草稿", list, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await outsider.GetAsync("/catalogue/items/own-2?jurisdiction=330802")).StatusCode);
            Assert.DoesNotContain("未公布草稿", await outsider.GetStringAsync("/api/v1/catalogue.json?jurisdiction=330802"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await outsider.GetAsync("/catalogue/items/own-1")).StatusCode);
        }

        Assert.Contains("未公布草稿", WebUtility.HtmlDecode(await administrator.GetStringAsync("/catalogue/items/own-2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClerkWithoutTheRight_IsOfferedNothingAndRefused()
    {
        using var administrator = await AdministratorAsync();
        await OrderAsync("right-1", new ItemCommand.Draft(Document("right-1")));
        using var clerk = await Site.NewClientAsync("330802", Department, Role.PostUser);
        using var other = await Site.NewClientAsync("330802", "330802-82", Role.DepartmentHead);

        Assert.DoesNotContain("/edit", await clerk.GetStringAsync("/catalogue/items/right-1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync("/catalogue/new")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await other.GetAsync("/catalogue/items/right-1/edit")).StatusCode);
        var (status, _, _) = await PostAsync(other, "/catalogue/items/right-1", "/catalogue/items/right-1?handler=Check");
        Assert.NotEqual(HttpStatusCode.OK, status);
        Assert.Equal(ItemStatus.Draft, (await Site.Services.GetRequiredService<CatalogueReader>().FindAsync(Site.Platform["330802"].Id, "right-1", true, None))!.Versions[0].Status);
    }

    [Fact]
    public async Task Form_KeepsWhatWasTypedAndTellsFaultsBesideTheField()
    {
        using var administrator = await AdministratorAsync();
        var (status, page, _) = await PostAsync(
            administrator, "/catalogue/new", "/catalogue/new",
            ("code", "form-1"), ("department", Department), ("kind", "permit"), ("name", "新事项"), ("legal", "二十"), ("legal.unit", "working-days"), ("act", "save"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("value=\"二十\"", page, StringComparison.Ordinal);
        Assert.Matches("id=\"field-legal-fault\">[^<]+<", page);

        var (saved, _, location) = await PostAsync(
            administrator, "/catalogue/new", "/catalogue/new",
            ("code", "form-1"), ("department", Department), ("kind", "permit"), ("name", "新事项"), ("legal", "20"), ("legal.unit", "working-days"), ("act", "save"));
        Assert.Equal((HttpStatusCode.Redirect, "/catalogue/items/form-1?version=1"), (saved, location));
        var item = await Site.Services.GetRequiredService<CatalogueReader>().FindAsync(Site.Platform["330802"].Id, "form-1", own: true, None);
        Assert.Equal(Limit.WorkingDays(20), item!.Versions[0].Content.Limits!.Legal);
        Assert.Contains("公布前还缺", WebUtility.HtmlDecode(await administrator.GetStringAsync("/catalogue/items/form-1")), StringComparison.Ordinal);

        var (_, again, _) = await PostAsync(
            administrator, "/catalogue/new", "/catalogue/new", ("code", "form-1"), ("department", Department), ("kind", "permit"), ("name", "另一个"), ("act", "save"));
        Assert.Contains("这个编码已有事项", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_ThatBeganWithAnotherDraft_ChangesNothing()
    {
        using var administrator = await AdministratorAsync();
        await OrderAsync("basis-1", new ItemCommand.Draft(Document("basis-1")));
        var opened = await administrator.GetStringAsync("/catalogue/items/basis-1/edit");
        await OrderAsync("basis-1", new ItemCommand.Draft(Document("basis-1") with { Name = "同事改的" }));

        var (status, page, _) = await PostAsync(
            administrator, "/catalogue/items/basis-1/edit", "/catalogue/items/basis-1/edit",
            ("basis", Basis().Match(opened).Groups[1].Value), ("name", "我改的"), ("act", "save"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("有人在您编辑期间改过这份草稿", page, StringComparison.Ordinal);
        var item = await Site.Services.GetRequiredService<CatalogueReader>().FindAsync(Site.Platform["330802"].Id, "basis-1", own: true, None);
        Assert.Equal("同事改的", item!.Versions[0].Content.Name);
    }

    [Fact]
    public void Form_GivesBackTheDocumentItShows()
    {
        foreach (var service in ServiceItems.All.Take(40))
        {
            var content = ItemGenerator.Generate(service, "round", Department, "经信局", ["a", "b"]);
            var form = ItemForm.Of(content);
            Assert.Equal(CatalogueJson.Write(content), CatalogueJson.Write(form.ToContent(content)));
            Assert.Empty(form.Faults);
        }
    }

    [Fact]
    public void EveryFinding_StandsAtAFieldOfTheForm()
    {
        ItemContent[] broken =
        [
            new(), new() { Flow = new([new("a", "", [], new(-1, LimitUnit.WorkingDays), ["x"], "dance"), new("a", "乙", ["p"], null, []), new("", "丙", ["p"], null, [])], "q") },
            new() { Fees = [new("", "", "", 0), new("f", "费", "", 1), new("f", "费", "据", 1)], Limits = new(null, Limit.WorkingDays(5), Limit.WorkingDays(9), null, null, null, 0, null), Immediate = true },
        ];
        var fields = broken.SelectMany(content => Completeness.Check(content).Select(finding => (finding.Code, Field: ItemFields.Of(finding, content)))).ToList();
        Assert.All(fields, f => Assert.NotEmpty(f.Field));
        Assert.Contains(("step-duplicate", "step-1-code"), fields);
        Assert.Contains(("step-code-missing", "step-2-code"), fields);
        Assert.Contains(("fee-duplicate", "fee-2-name"), fields);
    }

    [Fact]
    public async Task Versions_StandSideBySideWithWhatDiffersMarked()
    {
        using var administrator = await AdministratorAsync();
        var first = Document("side-1");
        await PublishAsync("side-1", first);
        await OrderAsync("side-1", new ItemCommand.Draft(first with { Elements = first.Elements with { Telephone = "0570-3020000" }, Fees = [new("copy", "复印费", "某文号", 5)] }));

        var page = WebUtility.HtmlDecode(await administrator.GetStringAsync("/catalogue/items/side-1/versions"));
        Assert.Matches("<tr class=\"differs\" data-key=\"telephone\">", page);
        Assert.Matches("<tr class=\"differs\" data-key=\"fee.copy\">", page);
        Assert.DoesNotMatch("<tr class=\"differs\" data-key=\"legalBasis\">", page);
        Assert.Contains("0570-3020000", page, StringComparison.Ordinal);
        var only = WebUtility.HtmlDecode(await administrator.GetStringAsync("/catalogue/items/side-1/versions?only=differences"));
        Assert.DoesNotContain("data-key=\"legalBasis\"", only, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_ShowsWhatWouldBecomeOfItAndWritesNothingBeforeItIsConfirmed()
    {
        using var administrator = await AdministratorAsync();
        const string Csv = "code,name,kind,department,legalLimit\nup-1,上传甲,10,330802-81,5\nup-2,上传乙,77,330802-81,5\nup-3,上传丙,10,330802-99,5\n";
        var address = await UploadAsync(administrator, Csv);
        var preview = WebUtility.HtmlDecode(await administrator.GetStringAsync(address));
        Assert.Equal(("3", "1", "2", "1"), (Figure(preview, "rows"), Figure(preview, "created"), Figure(preview, "refused"), Figure(preview, "incomplete")));
        var reader = Site.Services.GetRequiredService<CatalogueReader>();
        Assert.Null(await reader.FindAsync(Site.Platform["330802"].Id, "up-1", own: true, None));
        Assert.Contains("up-2,kind,unknown-kind", await administrator.GetStringAsync($"{address}?handler=Report"), StringComparison.Ordinal);

        using var stranger = await Site.NewClientAsync("330802", null, Role.SystemAdministrator);
        using var neighbour = await Site.NewClientAsync("330825", null, Role.SystemAdministrator);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync(address)).StatusCode);

        await PostAsync(administrator, address, address);
        await PostAsync(administrator, address, address);
        Assert.Single((await reader.FindAsync(Site.Platform["330802"].Id, "up-1", own: true, None))!.History);
        Assert.Contains("已导入", WebUtility.HtmlDecode(await administrator.GetStringAsync(address)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_NamesTheDepartmentsItWouldRegister_AndThoseItRegistered()
    {
        using var administrator = await AdministratorAsync();
        const string Csv = "code,name,kind,department,departmentName\nnew-1,新部门事项,10,330802-71,林业局\nnew-2,拒收的事项,77,330802-72,粮食局\n";
        var address = await UploadAsync(administrator, Csv, registerDepartments: true);
        var preview = WebUtility.HtmlDecode(await administrator.GetStringAsync(address));
        Assert.Contains("确认后登记 1 个新部门：林业局 (330802-71)", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("林业局", await administrator.GetStringAsync("/api/v1/departments"), StringComparison.Ordinal);

        await PostAsync(administrator, address, address);
        Assert.Contains("已登记 1 个部门：林业局 (330802-71)", WebUtility.HtmlDecode(await administrator.GetStringAsync(address)), StringComparison.Ordinal);
        var departments = await administrator.GetStringAsync("/api/v1/departments");
        Assert.Contains("330802-71", departments, StringComparison.Ordinal);
        Assert.DoesNotContain("330802-72", departments, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_IsUnderstoodByTheImport()
    {
        var tenant = Site.Platform["330825"].Id;
        await Site.Services.GetRequiredService<DepartmentWriter>().RegisterAsync(tenant, [new(Department, "龙游县经信局")], None);
        using var administrator = await Site.NewClientAsync("330825", null, Role.SystemAdministrator);
        var content = Document("export-1");
        await Site.Services.GetRequiredService<CatalogueWriter>().ApplyAsync(
            tenant, "test", [new("export-1", _ => TakingOver.Commands(ItemState.None, content, new(2024, 1, 1), "1号", new(2024, 1, 1), vertical: false))], None);

        foreach (var (file, type) in new[] { ("catalogue.json", "application/json"), ("catalogue.csv", "text/csv") })
        {
            var exported = (await administrator.GetStringAsync($"/api/v1/{file}")).TrimStart('\uFEFF');
            using var again = await administrator.PostAsync("/api/v1/items", new StringContent(exported, Encoding.UTF8, type));
            var answer = await again.Content.ReadAsStringAsync();
            Assert.Contains("\"rows\":1,\"created\":0", answer, StringComparison.Ordinal);
            Assert.Contains("\"refused\":[]", answer, StringComparison.Ordinal);
            Assert.Contains(type == "text/csv" ? "\"changed\":1" : "\"unchanged\":1", answer, StringComparison.Ordinal);
        }
    }

    private static async Task<string> UploadAsync(HttpClient client, string csv, bool registerDepartments = false)
    {
        var form = await client.GetStringAsync("/catalogue/import");
        using var body = new MultipartFormDataContent
        {
            { new StringContent(SignedIn.TokenOf(form)), "__RequestVerificationToken" }, { new StringContent(csv, Encoding.UTF8, "text/csv"), "file", "items.csv" },
        };
        if (registerDepartments)
            body.Add(new StringContent("true"), "registerDepartments");
        using var answer = await client.PostAsync("/catalogue/import", body);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static string CountIn(string page, string state) => Regex.Match(page, $"data-state=\"{state}\">([^<]*)<", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    private static string Figure(string page, string name) => Regex.Match(page, $"data-count=\"{name}\">([^<]*)<", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
}
