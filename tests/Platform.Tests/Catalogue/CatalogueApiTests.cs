using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Grains.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Catalogue;
using Web.Catalogue.Import;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Catalogue;

public sealed class CatalogueApiTests(TestSite site) : IClassFixture<TestSite>
{
    private static ItemContent Document(string code) => ItemGenerator.Generate(ServiceItems.All[0], code, "330802-01", "经信局", []);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> PostAsync(HttpClient client, string address, object body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.PostAsJsonAsync(address, body);
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string> BasisAsync(HttpClient client, string code) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/v1/items/{code}")).GetProperty("basis").GetString()!;

    private async Task<HttpClient> AdministratorAsync()
    {
        var administrator = await site.NewClientAsync("330802", null, Role.SystemAdministrator);
        await PostAsync(administrator, "/api/v1/departments", new { code = "330802-01", name = "柯城区经信局" });
        return administrator;
    }

    [Fact]
    public async Task Item_IsImportedReviewedAndPublished_ByThoseWhoMay()
    {
        using var administrator = await AdministratorAsync();
        using var head = await site.NewClientAsync("330802", "330802-01", Role.DepartmentHead);
        using var reviewer = await site.NewClientAsync("330802", null, Role.ItemReviewer);

        using var import = await head.PostAsync("/api/v1/items", Json(CatalogueJson.Write(Document("api-1"))));
        Assert.Equal(1, (await import.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("created").GetInt32());
        Assert.Equal("item-not-checked", (await PostAsync(reviewer, "/api/v1/items/api-1/publish", new { }, HttpStatusCode.Conflict)).GetProperty("code").GetString());
        Assert.Equal("checked", (await PostAsync(head, "/api/v1/items/api-1/check", new { })).GetProperty("status").GetString());
        await PostAsync(head, "/api/v1/items/api-1/settle", new { signature = "1号" });
        await PostAsync(head, "/api/v1/items/api-1/publish", new { }, HttpStatusCode.Forbidden);
        await PostAsync(reviewer, "/api/v1/items/api-1/review", new { office = "legal-affairs", document = "2号" });
        Assert.Equal("published", (await PostAsync(reviewer, "/api/v1/items/api-1/publish", new { })).GetProperty("status").GetString());

        var item = await administrator.GetFromJsonAsync<JsonElement>("/api/v1/items/api-1");
        Assert.Equal(1, item.GetProperty("inForce").GetInt32());
        Assert.Equal("working-days", item.GetProperty("item").GetProperty("versions")[0].GetProperty("content").GetProperty("limits").GetProperty("legal").GetProperty("unit").GetString());
        var list = await administrator.GetFromJsonAsync<JsonElement>("/api/v1/items?jurisdiction=330802&department=330802-01&q=api-1");
        Assert.Equal(1, list.GetProperty("items").GetArrayLength());
        Assert.Equal("other", list.GetProperty("items")[0].GetProperty("kind").GetString());

        using var neighbour = await site.NewClientAsync("330825", null, Role.Inspector);
        Assert.Equal(1, (await neighbour.GetFromJsonAsync<JsonElement>("/api/v1/items/api-1?jurisdiction=330802")).GetProperty("item").GetProperty("versions").GetArrayLength());
    }

    [Fact]
    public async Task IncompleteItem_IsRefusedWithTheListOfWhatItLacks()
    {
        using var administrator = await AdministratorAsync();
        using var import = await administrator.PostAsync("/api/v1/items", Json(CatalogueJson.Write(Document("api-2") with { Limits = null })));
        Assert.Equal("legal-limit-missing", (await import.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("incomplete")[0].GetProperty("missing")[0].GetProperty("code").GetString());

        var problem = await PostAsync(administrator, "/api/v1/items/api-2/publish", new { }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("item-incomplete", problem.GetProperty("code").GetString());
        Assert.Equal(
            ["legal-limit-missing", "promised-limit-missing"],
            problem.GetProperty("missing").EnumerateArray().Select(m => m.GetProperty("code").GetString()));
        Assert.Equal("缺少法定时限", problem.GetProperty("missing")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task PublishedCatalogue_IsTakenOverFromCsv()
    {
        using var administrator = await AdministratorAsync();
        const string Csv = "item_code,itemName,task_type,dept_code,department,legalLimit\ncsv-1,某备案,10,330802-01,经信局,5\ncsv-2,某备案,10,330802-99,水务局,5\n";
        using var answer = await administrator.PostAsync(
            "/api/v1/items?effectiveFrom=2024-01-01&paper=1%E5%8F%B7&registerDepartments=true", new StringContent(Csv, Encoding.UTF8, "text/csv"));
        var import = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((2, 2, 0), (import.GetProperty("rows").GetInt32(), import.GetProperty("created").GetInt32(), import.GetProperty("published").GetInt32()));
        Assert.Equal(2, import.GetProperty("incomplete").GetArrayLength());
        Assert.Equal("""[{"code":"330802-99","name":"水务局"}]""", JsonSerializer.Serialize(import.GetProperty("registeredDepartments"), CatalogueJson.Options));
        Assert.Contains("水务局", await administrator.GetStringAsync("/api/v1/departments"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LaterVersionAndRetirement_BeginTomorrowAtTheEarliest()
    {
        using var administrator = await AdministratorAsync();
        using var reviewer = await site.NewClientAsync("330802", null, Role.ItemReviewer);
        var today = site.Services.GetRequiredService<CatalogueReader>().Today(site.Platform["330802"].Id);
        var (asOfToday, tomorrow) = ($"{today:yyyy-MM-dd}", $"{today.AddDays(1):yyyy-MM-dd}");
        using var first = await administrator.PostAsync("/api/v1/items?effectiveFrom=2024-01-01&paper=X0", Json(CatalogueJson.Write(Document("api-6"))));
        using var second = await administrator.PostAsync("/api/v1/items", Json(CatalogueJson.Write(Document("api-6") with { Prerequisites = ["api-1"] })));
        await PostAsync(administrator, "/api/v1/items/api-6/check", new { });
        await PostAsync(administrator, "/api/v1/items/api-6/settle", new { signature = "1号" });
        await PostAsync(reviewer, "/api/v1/items/api-6/review", new { office = "legal-affairs", document = "2号" });

        await RefusedAsync("publish", new { effectiveFrom = asOfToday });
        Assert.Equal(tomorrow, (await PostAsync(administrator, "/api/v1/items/api-6/publish", new { })).GetProperty("effectiveFrom").GetString());
        Assert.Equal(tomorrow, (await PostAsync(administrator, "/api/v1/items/api-6/publish", new { })).GetProperty("effectiveFrom").GetString());

        using var other = await administrator.PostAsync("/api/v1/items?effectiveFrom=2024-01-01&paper=X0", Json(CatalogueJson.Write(Document("api-7"))));
        await RefusedAsync("retire", new { from = asOfToday, reason = "3号" }, "api-7");
        Assert.Equal(tomorrow, (await PostAsync(administrator, "/api/v1/items/api-7/retire", new { reason = "3号" })).GetProperty("effectiveUntil").GetString());

        async Task RefusedAsync(string step, object body, string code = "api-6")
        {
            var problem = await PostAsync(administrator, $"/api/v1/items/{code}/{step}", body, HttpStatusCode.Conflict);
            Assert.Equal(("item-effective-date-too-early", tomorrow), (problem.GetProperty("code").GetString(), problem.GetProperty("earliest").GetString()));
            Assert.Contains("最早从明天起", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RefusedRow_LeavesTheDepartmentsOwnDraftAsItIs()
    {
        using var administrator = await AdministratorAsync();
        using var first = await administrator.PostAsync("/api/v1/items?effectiveFrom=2024-01-01&paper=X0", Json(CatalogueJson.Write(Document("api-4"))));
        Assert.Equal(1, (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("published").GetInt32());
        using var draft = await administrator.PostAsync("/api/v1/items", Json(CatalogueJson.Write(Document("api-4") with { Name = "部门自己的草稿" })));
        await PostAsync(administrator, "/api/v1/items/api-4/check", new { });
        var before = await administrator.GetStringAsync("/api/v1/items/api-4");
        var imported = $"[{CatalogueJson.Write(Document("api-4") with { Name = "导入的文本" })},{CatalogueJson.Write(Document("api-5"))}]";

        var preview = await site.Services.GetRequiredService<ItemImport>().PreviewAsync(
            site.Platform["330802"].Id, await ItemJsonRows.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(imported)), CancellationToken.None),
            new(new(2026, 10, 1), "X1"), _ => true, CancellationToken.None);
        using var import = await administrator.PostAsync("/api/v1/items?effectiveFrom=2026-10-01&paper=X1", Json(imported));
        var answer = await import.Content.ReadFromJsonAsync<ItemImportAnswer>(CatalogueJson.Options);

        Assert.Equal((1, "api-4", "item-effective-date-too-early"), answer!.Refused.Select(r => (r.Row, r.ItemCode, r.Code)).Single());
        Assert.Equal((1, 0, 0, 1), (answer.Created, answer.Changed, answer.Unchanged, answer.Published));
        Assert.Equal(
            (answer.Created, answer.Changed, answer.Unchanged, answer.Published, answer.Refused[0] with { Message = "" }),
            (preview.Created, preview.Changed, preview.Unchanged, preview.Published, preview.Refused.Single() with { Message = "" }));
        Assert.Equal(before, await administrator.GetStringAsync("/api/v1/items/api-4"));
        Assert.Equal("item-not-settled", (await PostAsync(administrator, "/api/v1/items/api-4/publish", new { effectiveFrom = "2099-01-01" }, HttpStatusCode.Conflict)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Step_ForATextThatWasWrittenAnewSince_IsRefusedWhereTheBasisIsTold()
    {
        using var administrator = await AdministratorAsync();
        using var reviewer = await site.NewClientAsync("330802", null, Role.ItemReviewer);
        using var import = await administrator.PostAsync("/api/v1/items", Json(CatalogueJson.Write(Document("api-seen"))));
        var seen = await BasisAsync(administrator, "api-seen");
        using var rewritten = await administrator.PostAsync("/api/v1/items", Json(CatalogueJson.Write(Document("api-seen") with { Name = "另一份草稿" })));
        var now = await BasisAsync(administrator, "api-seen");

        (string Step, Func<string, object> Body)[] steps =
        [
            ("check", basis => new { basis }), ("settle", basis => new { signature = "1号", basis }),
            ("review", basis => new { office = "legal-affairs", document = "2号", basis }), ("publish", basis => new { effectiveFrom = $"{TimeProvider.System.GetUtcNow().AddDays(30):yyyy-MM-dd}", basis }),
        ];
        foreach (var (step, body) in steps)
        {
            var client = step == "review" ? reviewer : administrator;
            var refused = await PostAsync(client, $"/api/v1/items/api-seen/{step}", body(seen), HttpStatusCode.Conflict);
            Assert.Equal(("item-changed-meanwhile", "basis"), (refused.GetProperty("code").GetString(), refused.GetProperty("field").GetString()));
            await PostAsync(client, $"/api/v1/items/api-seen/{step}", body(now));
        }

        Assert.Equal(JsonValueKind.Null, (await administrator.GetFromJsonAsync<JsonElement>("/api/v1/items/api-seen")).GetProperty("basis").ValueKind);
    }

    [Fact]
    public async Task CheckWithoutABody_ChecksWhateverTheDraftSays()
    {
        using var administrator = await AdministratorAsync();
        using var import = await administrator.PostAsync("/api/v1/items", Json(CatalogueJson.Write(Document("api-bare"))));

        using var answer = await administrator.PostAsync("/api/v1/items/api-bare/check", null);
        Assert.Equal("checked", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("/api/v1/items?kind=spaceship", 400)]
    [InlineData("/api/v1/items?jurisdiction=999999", 404)]
    [InlineData("/api/v1/items/nothing", 404)]
    public async Task WhatCannotBeAnswered_IsAProblem(string address, int status)
    {
        using var administrator = await AdministratorAsync();
        using var answer = await administrator.GetAsync(address);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task ClerkOfAnotherDepartment_CannotTouchTheItem()
    {
        using var administrator = await AdministratorAsync();
        using var import = await administrator.PostAsync("/api/v1/items", Json(CatalogueJson.Write(Document("api-3"))));
        using var other = await site.NewClientAsync("330802", "330802-02", Role.DepartmentHead);

        await PostAsync(other, "/api/v1/items/api-3/check", new { }, HttpStatusCode.Forbidden);
        using var again = await other.PostAsync("/api/v1/items", Json(CatalogueJson.Write(Document("api-3") with { Name = "别的名字" })));
        Assert.Equal("department-not-yours", (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("refused")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Stranger_IsSentAway()
    {
        using var stranger = site.NewClient();
        using var answer = await stranger.GetAsync("/api/v1/items");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
