using System.Net;
using Grains.Catalogue;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Catalogue;

/// <summary>The steps of a draft stand for the text that was seen.</summary>
public sealed class SeenTextTests(TestSite site) : CatalogueSteps(site), IClassFixture<TestSite>
{
    [Theory]
    [InlineData("Check", 1, ItemStatus.Checked)]
    [InlineData("Settle", 2, ItemStatus.Settled)]
    [InlineData("Review", 3, ItemStatus.Reviewed)]
    [InlineData("Publish", 4, ItemStatus.Published)]
    [InlineData("Return", 2, ItemStatus.Draft)]
    public async Task Step_OnAPageThatSomebodyOvertook_IsRefusedShownAnewAndDecidedAgain(string step, int before, ItemStatus after)
    {
        using var administrator = await AdministratorAsync();
        using var head = await Site.NewClientAsync("330802", Department, Role.DepartmentHead);
        using var reviewer = await Site.NewClientAsync("330802", null, Role.ItemReviewer);
        var actor = step is "Review" or "Publish" ? reviewer : head;
        var (code, first) = ($"seen-{step}", Promising($"seen-{step}", 8));
        await PublishAsync(code, Promising(code, 9));
        await OrderAsync(code, Steps(first)[..before]);
        var opened = WebUtility.HtmlDecode(await actor.GetStringAsync($"/catalogue/items/{code}?version=2"));
        Assert.Contains("<h1>承诺8日<", opened, StringComparison.Ordinal);
        await OrderAsync(code, Steps(Promising(code, 1))[..before]);

        (string, string)[] form =
        [
            ("signature", "签字9号"), ("office", Reviews.RequiredFor(first, vertical: false).Single().ToString()), ("document", "审9号"), ("reason", "重写"), ("effectiveFrom", $"{TimeProvider.System.GetUtcNow().AddDays(30):yyyy-MM-dd}"),
        ];
        var (status, page, _) = await PostAsync(
            actor, $"/catalogue/items/{code}", $"/catalogue/items/{code}?handler={step}", [.. form, ("basis", BasisIn(opened, step))]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("有人在您看过之后改过这份草稿", page, StringComparison.Ordinal);
        Assert.Contains("<h1>承诺1日<", page, StringComparison.Ordinal);
        Assert.Equal((ItemStatus)(before - 1), await StatusAsync(code));

        var (again, _, location) = await PostAsync(
            actor, $"/catalogue/items/{code}", $"/catalogue/items/{code}?handler={step}", [.. form, ("basis", BasisIn(page, step))]);
        Assert.Equal((HttpStatusCode.Redirect, $"/catalogue/items/{code}?version=2"), (again, location));
        Assert.Equal(after, await StatusAsync(code));
    }

    [Fact]
    public async Task Head_DoesNotSignWhatAColleagueWroteOnAnotherScreen()
    {
        using var colleague = await AdministratorAsync();
        using var head = await Site.NewClientAsync("330802", Department, Role.DepartmentHead);
        await OrderAsync("signed-1", Steps(Promising("signed-1", 8))[..2]);
        var opened = await head.GetStringAsync("/catalogue/items/signed-1");

        var edit = await colleague.GetStringAsync("/catalogue/items/signed-1/edit");
        (string, string)[] written = [("name", "承诺1日"), ("legal", "20"), ("legal.unit", "working-days"), ("promised", "1"), ("promised.unit", "working-days")];
        var (saved, _, _) = await PostAsync(
            colleague, "/catalogue/items/signed-1/edit", "/catalogue/items/signed-1/edit",
            [.. written, ("basis", Basis().Match(edit).Groups[1].Value), ("act", "save")]);
        Assert.Equal(HttpStatusCode.Redirect, saved);
        var rewritten = await colleague.GetStringAsync("/catalogue/items/signed-1");
        await PostAsync(colleague, "/catalogue/items/signed-1", "/catalogue/items/signed-1?handler=Check", ("basis", BasisIn(rewritten, "Check")));
        Assert.Equal(ItemStatus.Checked, await StatusAsync("signed-1"));

        foreach (var signature in new[] { "签字9号", "" })
        {
            var (status, page, _) = await PostAsync(
                head, "/catalogue/items/signed-1", "/catalogue/items/signed-1?handler=Settle", ("signature", signature), ("basis", BasisIn(opened, "Settle")));
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("有人在您看过之后改过这份草稿", page, StringComparison.Ordinal);
            Assert.Equal(ItemStatus.Checked, await StatusAsync("signed-1"));
        }
    }

    [Fact]
    public async Task TextInForce_OffersNoStepOfTheDraftButLeadsToIt()
    {
        using var administrator = await AdministratorAsync();
        await PublishAsync("elsewhere-1", Promising("elsewhere-1", 9));
        await OrderAsync("elsewhere-1", Steps(Promising("elsewhere-1", 8))[..3]);

        var page = WebUtility.HtmlDecode(await administrator.GetStringAsync("/catalogue/items/elsewhere-1"));
        Assert.DoesNotContain("name=\"basis\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Review", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Return", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/catalogue/items/elsewhere-1?version=2\">打开第 2 版", page, StringComparison.Ordinal);
        Assert.Contains("handler=Return", await administrator.GetStringAsync("/catalogue/items/elsewhere-1?version=2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StepThatIsNoLongerOffered_IsToldOfAboveTheText()
    {
        using var administrator = await AdministratorAsync();
        await OrderAsync("gone-1", Steps(Document("gone-1"))[..2]);
        var opened = await administrator.GetStringAsync("/catalogue/items/gone-1");
        await OrderAsync("gone-1", new ItemCommand.Return("重写"));

        var (status, page, _) = await PostAsync(
            administrator, "/catalogue/items/gone-1", "/catalogue/items/gone-1?handler=Settle", ("signature", "签字9号"), ("basis", BasisIn(opened, "Settle")));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches("role=\"alert\"><strong>尚未经部门办公室初核<", page);
    }
}
