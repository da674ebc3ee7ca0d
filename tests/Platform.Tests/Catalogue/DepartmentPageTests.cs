using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Catalogue;
using Xunit;

namespace Platform.Tests.Catalogue;

public sealed class DepartmentPageTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Place = "330825";

    [Fact]
    public async Task Department_IsRegisteredAndChanged_AndNobodyElsewhereHasIt()
    {
        using var admin = await site.NewAdministratorAsync(Place);
        Assert.Equal("/departments?done=330825-11", await SaveAsync(admin, "", ("code", " 330825-11 "), ("name", "住房和城乡建设局"), ("hasSystem", "true")));
        Assert.Contains("已登记：住房和城乡建设局", await PageAsync(admin, "/departments?done=330825-11"), StringComparison.Ordinal);
        Assert.Equal("/departments?changed=330825-11", await SaveAsync(
            admin, "Change", ("code", "330825-11"), ("name", "住建局"), ("vertical", "true"), ("seenName", "住房和城乡建设局"), ("seenSystem", "true")));

        var page = await PageAsync(admin, "/departments?changed=330825-11");
        Assert.Contains("已修改：住建局", page, StringComparison.Ordinal);
        Assert.DoesNotContain("已登记：", page, StringComparison.Ordinal);
        Assert.Contains("垂直管理", page, StringComparison.Ordinal);
        Assert.Contains("平台表单", page, StringComparison.Ordinal);
        Assert.Contains("""{"code":"330825-11","name":"住建局","vertical":true,"hasSystem":false}""", await admin.GetStringAsync("/api/v1/departments"), StringComparison.Ordinal);
        using var neighbour = await site.NewAdministratorAsync("330802");
        Assert.Contains("还没有登记部门", await PageAsync(neighbour), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "a b", "甲局", "部门编码为1至60个字符")]
    [InlineData("", "", "甲局", "部门编码为1至60个字符")]
    [InlineData("", "330825-12", " ", "部门名称为1至100个字符")]
    [InlineData("", "330825-13", "乙局", "这个编码已经登记")]
    [InlineData("Change", "330825-99", "丙局", "没有这个编码的部门")]
    [InlineData("Change", "330825-13", "", "部门名称为1至100个字符")]
    public async Task WhatCannotBeRegistered_IsToldAndStaysTyped(string act, string code, string name, string told)
    {
        using var admin = await site.NewAdministratorAsync(Place);
        await SaveAsync(admin, "", ("code", "330825-13"), ("name", "原名局"));
        using var answer = await PostAsync(admin, act, ("code", code), ("name", name));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name.Trim()}\"", page, StringComparison.Ordinal);
        Assert.Contains("原名局", await PageAsync(admin), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DepartmentThatAColleagueChangedMeanwhile_IsShownAnewWithWhatWasTyped_AndNotOverwritten()
    {
        using var admin = await site.NewAdministratorAsync(Place);
        using var colleague = await site.NewAdministratorAsync(Place);
        await SaveAsync(admin, "", ("code", "330825-41"), ("name", "旧名局"), ("hasSystem", "true"));
        var opened = Shown(await PageAsync(admin));
        Assert.Contains(("seenSystem", "true"), opened);
        (await colleague.PutAsJsonAsync("/api/v1/departments", new DepartmentEntry("330825-41", "旧名局", Vertical: true, HasSystem: false))).EnsureSuccessStatusCode();

        using var answer = await PostAsync(admin, "Change", [("code", "330825-41"), ("name", "新名局"), ("hasSystem", "true"), .. opened]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([new("330825-41", "旧名局", Vertical: true, HasSystem: false)], await RegisteredAsync(admin, "330825-41"));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("有人在您打开此页之后改过这个部门，没有保存", page, StringComparison.Ordinal);
        var form = page[page.IndexOf("value=\"330825-41\"", StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        Assert.Contains("value=\"新名局\"", form, StringComparison.Ordinal);
        Assert.Matches("name=\"vertical\"[^>]*checked", form);
        Assert.DoesNotMatch("name=\"hasSystem\"[^>]*checked", form);

        // Whoever has seen it as it stands now saves it.
        Assert.Equal("/departments?changed=330825-41", await SaveAsync(admin, "Change", [("code", "330825-41"), ("name", "新名局"), ("vertical", "true"), .. Shown(page)]));
        Assert.Equal([new("330825-41", "新名局", Vertical: true, HasSystem: false)], await RegisteredAsync(admin, "330825-41"));

        static IReadOnlyList<(string Name, string Value)> Shown(string page)
        {
            var form = page[page.IndexOf("value=\"330825-41\"", StringComparison.Ordinal)..];
            return
            [
                .. System.Text.RegularExpressions.Regex.Matches(
                        form[..form.IndexOf("</form>", StringComparison.Ordinal)], "name=\"(seen[A-Za-z]+)\" value=\"([^\"]*)\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5))
                    .Select(field => (field.Groups[1].Value, field.Groups[2].Value)),
            ];
        }
    }

    [Fact]
    public async Task NameOfTwoLines_IsPutRightByTheForm()
    {
        using var admin = await site.NewAdministratorAsync(Place);
        await site.Services.GetRequiredService<DepartmentWriter>().RegisterAsync(site.Platform[Place].Id, [new("330825-42", "第一行\n第二行")], CancellationToken.None);
        Assert.Equal(
            "/departments?changed=330825-42",
            await SaveAsync(admin, "Change", ("code", "330825-42"), ("name", "一行局"), ("hasSystem", "true"), ("seenName", "第一行\r\n第二行"), ("seenSystem", "true")));
    }

    [Fact]
    public async Task RegistrationsAtOnceOfOneCode_LeaveTheFirst_AndTheOthersAreTold()
    {
        using var admin = await site.NewAdministratorAsync(Place);
        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => admin.PostAsJsonAsync("/api/v1/departments", new { code = "330825-21", name = $"第{n}局" })));
        var first = (await Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK).Content.ReadFromJsonAsync<DepartmentEntry>())!;
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("department-exists", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }

        Assert.Equal([first], await RegisteredAsync(admin, "330825-21"));
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsJsonAsync("/api/v1/departments", first)).StatusCode);

        // On the screen both lists were read before either registered.
        var pages = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => PostAsync(admin, "", ("code", "330825-22"), ("name", $"第{n}局"))));
        Assert.Single(pages, answer => answer.StatusCode == HttpStatusCode.Redirect);
        foreach (var told in pages.Where(answer => answer.StatusCode == HttpStatusCode.OK))
            Assert.Contains("这个编码已经登记", WebUtility.HtmlDecode(await told.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Single(await RegisteredAsync(admin, "330825-22"));
    }

    [Fact]
    public async Task DepartmentThatIsThere_IsChangedByPut_AndLeftAloneByWhatRegistersNewOnes()
    {
        using var admin = await site.NewAdministratorAsync(Place);
        var department = new DepartmentEntry("330825-31", "原来的局");
        using var unknown = await admin.PutAsJsonAsync("/api/v1/departments", department);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("department-unknown", (await unknown.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        (await admin.PostAsJsonAsync("/api/v1/departments", department)).EnsureSuccessStatusCode();
        (await admin.PutAsJsonAsync("/api/v1/departments", department with { Name = "改名的局", Vertical = true })).EnsureSuccessStatusCode();

        var there = await site.Services.GetRequiredService<DepartmentWriter>().AddAsync(
            site.Platform[Place].Id, [department with { Name = "目录里的局" }, new("330825-32", "新的局")], CancellationToken.None);
        Assert.Equal(["330825-31"], there);
        Assert.Equal([department with { Name = "改名的局", Vertical = true }], await RegisteredAsync(admin, "330825-31"));
        Assert.Single(await RegisteredAsync(admin, "330825-32"));
    }

    private static async Task<IEnumerable<DepartmentEntry>> RegisteredAsync(HttpClient client, string code) =>
        (await client.GetFromJsonAsync<DepartmentEntry[]>("/api/v1/departments"))!.Where(department => department.Code == code);

    [Fact]
    public async Task WhoDoesNotManageDepartments_SeesNothing()
    {
        using var inspector = await site.NewClientAsync(Place, null, Role.Inspector);
        using var answer = await inspector.GetAsync("/departments");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<string> PageAsync(HttpClient client, string address = "/departments") => WebUtility.HtmlDecode(await client.GetStringAsync(address));

    private static async Task<string?> SaveAsync(HttpClient client, string act, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(client, act, fields);
        return answer.Headers.Location?.ToString();
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string act, params (string Name, string Value)[] fields) => await client.PostAsync(
        act.Length == 0 ? "/departments" : $"/departments?handler={act}",
        new FormUrlEncodedContent([
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
            KeyValuePair.Create("__RequestVerificationToken", SignedIn.TokenOf(await client.GetStringAsync("/departments"))),
        ]));
}
