using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Import.Jobs;
using Xunit;

namespace Platform.Tests.Import;

public sealed class UploadTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Some = "some.csv";

    [Fact]
    public async Task UploadedLog_IsImportedOnce()
    {
        using var administrator = await site.NewClientAsync("330802", null, Role.SystemAdministrator);
        foreach (var (path, isNew) in new[] { (PermitLog.Csv.Path, 8577), (PermitLog.Xes.Path, 0) })
        {
            var job = await EndAsync(administrator, await StartAsync(administrator, Path.GetFileName(path), await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)));
            Assert.Equal("ended", Status(job));
            Assert.Equal(
                [1434, 8577, isNew, 8577 - isNew, 0, 377],
                new[] { "cases", "events", "new", "duplicates", "refused", "lateByOwnPromise" }.Select(name => job.GetProperty("summary").GetProperty(name).GetInt32()));
        }
    }

    [Fact]
    public async Task Upload_BySomebodysOwnProfile_TellsWhatWasRefusedAndOnlyAtHome()
    {
        using var administrator = await site.NewClientAsync("330825", null, Role.SystemAdministrator);
        await administrator.PostAsJsonAsync("/api/v1/departments", new { code = "330825-77", name = "历史数据" });
        var profile = (await File.ReadAllTextAsync(ProfilePath, TestContext.Current.CancellationToken)).Replace("\"department\": \"wabo\"", "\"department\": \"330825-77\"", StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(PermitLog.Csv.Path, TestContext.Current.CancellationToken);
        var log = Encoding.UTF8.GetBytes(string.Join('\n', lines[0], lines[1], lines[2].Replace("T02", "T99", StringComparison.Ordinal)));

        const string Home = "home.csv";
        var id = await StartAsync(administrator, Home, log, profile);
        var job = await EndAsync(administrator, id);
        Assert.Equal((1, 1), (job.GetProperty("events").GetInt32(), job.GetProperty("refused").GetInt32()));
        var errors = await administrator.GetStringAsync($"/api/v1/imports/{id}/errors");
        Assert.Equal("unknown-activity", JsonDocument.Parse(Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement.GetProperty("code").GetString());
        Assert.Contains(Home, await administrator.GetStringAsync("/imports"), StringComparison.Ordinal);

        using var neighbour = await site.NewClientAsync("330802", null, Role.SystemAdministrator);
        foreach (var address in new[] { $"/api/v1/imports/{id}", $"/api/v1/imports/{id}/errors" })
            Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync(address)).StatusCode);
        Assert.DoesNotContain(Home, await neighbour.GetStringAsync("/imports"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/hostname", null, "log.csv", "profile")]
    [InlineData("wabo-receipt", null, "log.xlsx", "file")]
    [InlineData(null, "{ \"name\": ", "log.csv", "profileFile")]
    [InlineData(null, "{}", "log.csv", "profileFile")]
    public async Task WrongUpload_IsRefusedWithTheField(string? profile, string? ownProfile, string fileName, string field)
    {
        using var administrator = await site.NewClientAsync("330802", null, Role.SystemAdministrator);
        using var answer = await PostAsync(administrator, fileName, [1], ownProfile, profile);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    /// <summary>Whoever calls the interface has no page that a token would stand on; another origin's page is refused all the same.</summary>
    [Fact]
    public async Task Upload_NeedsNoFieldOfAPage_AndIsNotTakenFromAnothers()
    {
        using var administrator = await site.NewClientAsync("330102", null, Role.SystemAdministrator);
        foreach (var (origin, status) in new[] { ("", HttpStatusCode.BadRequest), ("https://elsewhere.example", HttpStatusCode.Forbidden) })
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "log.xlsx" }, { new StringContent("wabo-receipt"), "profile" } };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/imports") { Content = form };
            if (origin.Length > 0)
                request.Headers.Add("Origin", origin);
            using var answer = await administrator.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(status, answer.StatusCode);
            if (origin.Length == 0)
                Assert.Equal("import-invalid", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task UnknownItem_FailsTheImportAsAWhole()
    {
        using var administrator = await site.NewClientAsync("330802", null, Role.SystemAdministrator);
        var job = await EndAsync(administrator, await StartAsync(administrator, Some, [1], item: "no-such-item"));
        Assert.Equal("failed", Status(job));
        Assert.StartsWith("unknown: ", job.GetProperty("fault").GetString(), StringComparison.Ordinal);
        Assert.Contains("本辖区没有", await administrator.GetStringAsync("/imports"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_IsCancelledByWhomItConcerns_AndOnlyBeforeItIsOver()
    {
        using var administrator = await site.NewClientAsync("330802", null, Role.SystemAdministrator);
        var id = await StartAsync(administrator, Some, [1], item: "no-such-item");
        await EndAsync(administrator, id);
        foreach (var (key, role, status) in new[]
        {
            ("330802", Role.Inspector, HttpStatusCode.Forbidden), ("330825", Role.SystemAdministrator, HttpStatusCode.NotFound), ("330802", Role.SystemAdministrator, HttpStatusCode.Conflict),
        })
        {
            using var client = await site.NewClientAsync(key, null, role);
            using var answer = await client.PostAsync($"/api/v1/imports/{id}/cancel", content: null);
            Assert.Equal(status, answer.StatusCode);
        }

        // One that another node makes.
        var tenant = site.Platform["330802"].Id;
        await site.Platform.Server.ExecuteAsync(
            site.Platform["330802"].Database,
            $"insert into import_job (tenant, id, actor, file_name, profile, fraction, events, claimed_by, claimed_at) select {tenant}, n::uuid, 'a', 'elsewhere.csv', 'p', 0.4, 7, gen_random_uuid(), now() from unnest(array['00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002']) n");
        Assert.Contains("确认取消导入", WebUtility.HtmlDecode(await administrator.GetStringAsync("/imports?handler=Jobs")), StringComparison.Ordinal);
        using var cancelled = await administrator.PostAsync("/api/v1/imports/00000000-0000-0000-0000-000000000001/cancel", content: null);
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["job"] = "00000000-0000-0000-0000-000000000002", ["__RequestVerificationToken"] = SignedIn.TokenOf(await administrator.GetStringAsync("/imports")),
        });
        using var shown = await administrator.PostAsync("/imports?handler=Cancel", form);
        Assert.Contains("已取消导入 elsewhere.csv", WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        foreach (var one in new[] { 1, 2 })
        {
            var job = await administrator.GetFromJsonAsync<JsonElement>($"/api/v1/imports/00000000-0000-0000-0000-00000000000{one}");
            Assert.Equal(("cancelled", 7), (Status(job), job.GetProperty("events").GetInt32()));
        }
    }

    [Fact]
    public async Task OneMoreUploadThanMayWait_IsRefusedWithTheLimit()
    {
        using var administrator = await site.NewClientAsync("330102", null, Role.SystemAdministrator);
        await site.Platform.Server.ExecuteAsync(
            site.Platform["330102"].Database,
            $"insert into import_job (tenant, id, actor, file_name, profile) select {site.Platform["330102"].Id}, gen_random_uuid(), 'a', 'elsewhere.csv', 'p' from generate_series(1, {ImportJobs.MostOpen})");
        using var answer = await PostAsync(administrator, Some, [1], ownProfile: null, "wabo-receipt");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("imports-full", problem.GetProperty("code").GetString());
        Assert.Contains($"{ImportJobs.MostOpen}", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent([1]), "file", Some }, { new StringContent("wabo-receipt"), "profile" },
            { new StringContent(SignedIn.TokenOf(await administrator.GetStringAsync("/imports"))), "__RequestVerificationToken" },
        };
        using var shown = await administrator.PostAsync("/imports", form);
        Assert.Contains($"最多 {ImportJobs.MostOpen} 个；", WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportThatIsNotThere_IsNotLinked_AndOneThatIsForgottenSaysSo()
    {
        using var administrator = await site.NewClientAsync("330122", null, Role.SystemAdministrator);
        var tenant = site.Platform["330122"].Id.Value;
        var (kept, unwritten, forgotten) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await site.Platform.Server.ExecuteAsync(site.Platform["330122"].Database, $$"""
            insert into import_job (tenant, id, actor, file_name, profile, status, ended_at, refused, faults_forgotten) values
              ({{tenant}}, '{{kept}}', 'a', 'kept.csv', 'p', 4, now(), 2, false), ({{tenant}}, '{{unwritten}}', 'a', 'unwritten.csv', 'p', 4, now(), 2, false),
              ({{tenant}}, '{{forgotten}}', 'a', 'forgotten.csv', 'p', 4, now() - interval '91 days', 2, true);
            insert into import_fault (tenant, job, n, lines) values ({{tenant}}, '{{kept}}', 1, '{}')
            """);
        foreach (var address in new[] { "/imports", "/imports?handler=Jobs" })
        {
            var page = WebUtility.HtmlDecode(await administrator.GetStringAsync(address));
            Assert.Contains($"/api/v1/imports/{kept}/errors", page, StringComparison.Ordinal);
            Assert.DoesNotContain($"/api/v1/imports/{unwritten}/errors", page, StringComparison.Ordinal);
            Assert.DoesNotContain($"/api/v1/imports/{forgotten}/errors", page, StringComparison.Ordinal);
            Assert.Contains("保存 90 天，现已清除", page, StringComparison.Ordinal);
        }

        foreach (var (job, report, status) in new[] { (kept, "kept", HttpStatusCode.OK), (unwritten, "none", HttpStatusCode.OK), (forgotten, "forgotten", HttpStatusCode.Gone) })
        {
            Assert.Equal(report, (await administrator.GetFromJsonAsync<JsonElement>($"/api/v1/imports/{job}")).GetProperty("report").GetString());
            using var answer = await administrator.GetAsync($"/api/v1/imports/{job}/errors");
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task WhoMayNotImport_SeesNothing()
    {
        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);
        using var answer = await inspector.GetAsync("/api/v1/imports");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task WhoseRoleIsForAnotherOrForOneDepartment_NeitherImportsNorSeesImports()
    {
        var (city, county) = (site.Platform["330800"].Id, site.Platform["330802"].Id);
        using var ofTheChild = await site.NewClientAsync("330800", [new(Role.SystemAdministrator, county)]);
        using var ofADepartment = await site.NewClientAsync("330800", [new(Role.SystemAdministrator, city, "330800-03")]);
        foreach (var client in new[] { ofTheChild, ofADepartment })
        {
            foreach (var address in new[] { "/imports", "/imports?handler=Jobs", "/api/v1/imports", $"/api/v1/imports/{Guid.NewGuid()}", $"/api/v1/imports/{Guid.NewGuid()}/errors" })
                Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(address)).StatusCode);
            var token = SignedIn.TokenOf(await client.GetStringAsync("/calendar"));
            foreach (var address in new[] { "/imports", "/imports?handler=Cancel", "/api/v1/imports", $"/api/v1/imports/{Guid.NewGuid()}/cancel" })
            {
                using var form = new MultipartFormDataContent
                {
                    { new ByteArrayContent([1]), "file", Some }, { new StringContent("wabo-receipt"), "profile" }, { new StringContent(token), "__RequestVerificationToken" },
                };
                Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync(address, form)).StatusCode);
            }

            Assert.DoesNotContain("/imports", await client.GetStringAsync("/calendar"), StringComparison.Ordinal);
        }

        Assert.Equal(0, await site.Platform.Server.ScalarAsync<long>(site.Platform["330800"].Database, $"select count(*) from import_job where tenant = {city}"));
    }

    private static string ProfilePath => Path.Combine(Path.GetDirectoryName(PermitLog.Csv.Path)!, "..", "..", "web", "Import", "Profiles", "wabo-receipt.json");

    private static string? Status(JsonElement job) => job.GetProperty("status").GetString();

    private static async Task<Guid> StartAsync(HttpClient client, string fileName, byte[] log, string? ownProfile = null, string? item = null)
    {
        using var answer = await PostAsync(client, fileName, log, ownProfile, ownProfile is null ? "wabo-receipt" : null, item);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string fileName, byte[] log, string? ownProfile, string? profile, string? item = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(log), "file", fileName } };
        if (profile is not null)
            form.Add(new StringContent(profile), "profile");
        if (item is not null)
            form.Add(new StringContent(item), "item");
        if (ownProfile is not null)
            form.Add(new StringContent(ownProfile, Encoding.UTF8, "application/json"), "profileFile", "profile.json");
        return await client.PostAsync("/api/v1/imports", form);
    }

    private static async Task<JsonElement> EndAsync(HttpClient client, Guid id)
    {
        while (true)
        {
            var job = await client.GetFromJsonAsync<JsonElement>($"/api/v1/imports/{id}");
            if (Status(job) != "running")
                return job;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
