using System.Net;
using Grains.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Web.Catalogue;
using Xunit;

namespace Platform.Tests.Catalogue;

/// <summary>From which day a version or a retirement may apply, as its forms offer it.</summary>
public sealed class FirstDayTests(TestSite site) : CatalogueSteps(site), IClassFixture<TestSite>
{
    [Fact]
    public async Task DaysOffered_BeginTomorrow_AndTodayIsRefusedBesideTheField()
    {
        using var administrator = await AdministratorAsync();
        var today = Site.Services.GetRequiredService<CatalogueReader>().Today(Site.Platform["330802"].Id);
        var (asOfToday, tomorrow) = ($"{today:yyyy-MM-dd}", $"{today.AddDays(1):yyyy-MM-dd}");
        ItemCommand[] reviewed = [new ItemCommand.Check(), new ItemCommand.Settle("1号"), new ItemCommand.Review(ReviewOffice.LegalAffairs, "2号")];
        await OrderAsync("day-1", [new ItemCommand.Draft(Document("day-1")), .. reviewed]);
        Assert.Contains($"min=\"{asOfToday}\" value=\"{asOfToday}\"", await administrator.GetStringAsync("/catalogue/items/day-1"), StringComparison.Ordinal);

        await PublishAsync("day-2", Document("day-2"));
        await OrderAsync("day-2", [new ItemCommand.Draft(Document("day-2") with { Name = "第二版" }), .. reviewed]);
        var page = await administrator.GetStringAsync("/catalogue/items/day-2?version=2");
        Assert.Contains($"min=\"{tomorrow}\" value=\"{tomorrow}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"min=\"{asOfToday}\"", page, StringComparison.Ordinal);
        foreach (var (handler, fault, fields) in new (string, string, (string, string)[])[]
        {
            ("Publish", "effectiveFrom-fault", [("effectiveFrom", asOfToday), ("basis", BasisIn(page, "Publish"))]), ("Retire", "retire-from-fault", [("from", asOfToday), ("reason", "3号")]),
        })
        {
            var (status, refused, _) = await PostAsync(administrator, "/catalogue/items/day-2", $"/catalogue/items/day-2?handler={handler}", fields);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains($"id=\"{fault}\">日期太早，最早 {tomorrow}；", refused, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task DayOfWhatIsToCome_IsNotPutOff_AndTheFormSaysSo()
    {
        using var administrator = await AdministratorAsync();
        var today = Site.Services.GetRequiredService<CatalogueReader>().Today(Site.Platform["330802"].Id);
        var (first, between) = (today.AddDays(90), today.AddDays(60));
        ItemCommand[] reviewed = [new ItemCommand.Check(), new ItemCommand.Settle("1号"), new ItemCommand.Review(ReviewOffice.LegalAffairs, "2号")];
        var (next, last) = (Document("put-off") with { Name = "第二版" }, Document("put-off") with { Name = "第三版" });
        await PublishAsync("put-off", Document("put-off"));
        await OrderAsync("put-off", [new ItemCommand.Draft(next), .. reviewed, new ItemCommand.Publish(between, today)]);
        await OrderAsync("put-off", [new ItemCommand.Draft(last), .. reviewed, new ItemCommand.Publish(first, today)]);
        await OrderAsync("put-off", [new ItemCommand.Draft(last, Anew: true), .. reviewed]);

        var page = await administrator.GetStringAsync("/catalogue/items/put-off?version=4");
        Assert.Contains($"max=\"{first:yyyy-MM-dd}\" min=\"{between.AddDays(1):yyyy-MM-dd}\"", page, StringComparison.Ordinal);
        foreach (var (day, fault) in new[] { (first.AddDays(1), $"日期太晚，最晚 {first:yyyy-MM-dd}：已公布的生效日不能推迟"), (between, $"日期太早，最早 {between.AddDays(1):yyyy-MM-dd}；") })
        {
            var (status, refused, _) = await PostAsync(
                administrator, "/catalogue/items/put-off?version=4", "/catalogue/items/put-off?handler=Publish", ("effectiveFrom", $"{day:yyyy-MM-dd}"), ("basis", BasisIn(page, "Publish")));
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains($"id=\"effectiveFrom-fault\">{fault}", refused, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task MistypedYear_IsRefusedBesideTheField_AndOneThatStandsIsPutRight()
    {
        using var administrator = await AdministratorAsync();
        var tenant = Site.Platform["330802"].Id;
        var today = Site.Services.GetRequiredService<CatalogueReader>().Today(tenant);
        var latest = today.AddYears(2);
        ItemCommand[] reviewed = [new ItemCommand.Check(), new ItemCommand.Settle("1号"), new ItemCommand.Review(ReviewOffice.LegalAffairs, "2号")];
        await PublishAsync("year-1", Document("year-1"));
        await OrderAsync("year-1", [new ItemCommand.Draft(Document("year-1") with { Name = "第二版" }), .. reviewed]);
        var page = await administrator.GetStringAsync("/catalogue/items/year-1?version=2");
        Assert.Contains($"max=\"{latest:yyyy-MM-dd}\"", page, StringComparison.Ordinal);
        foreach (var (handler, fault, fields) in new (string, string, (string, string)[])[]
        {
            ("Publish", "effectiveFrom-fault", [("effectiveFrom", "9999-12-31"), ("basis", BasisIn(page, "Publish"))]), ("Retire", "retire-from-fault", [("from", "9999-12-31"), ("reason", "3号")]),
        })
        {
            var (status, refused, _) = await PostAsync(administrator, "/catalogue/items/year-1", $"/catalogue/items/year-1?handler={handler}", fields);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains($"id=\"{fault}\">日期太晚，最晚 {latest:yyyy-MM-dd}：", refused, StringComparison.Ordinal);
        }

        // As it stands where it was published before the bound.
        await OrderAsync("year-1", new ItemCommand.Publish(today.AddDays(1), today) { Seen = null });
        await Site.Platform.Server.ExecuteAsync(Site.Platform["330802"].Database, $$"""
            update item_version v set effective_from = '9999-12-31' from item i where i.tenant = v.tenant and i.id = v.item and i.tenant = {{tenant}} and i.code = 'year-1' and v.version = 2;
            update item_version v set effective_until = '9999-12-31' from item i where i.tenant = v.tenant and i.id = v.item and i.tenant = {{tenant}} and i.code = 'year-1' and v.version = 1;
            update item_event e set body = jsonb_set(e.body, '{effectiveFrom}', '"9999-12-31"') from item i
            where i.tenant = e.tenant and i.id = e.item and i.tenant = {{tenant}} and i.code = 'year-1' and e.body ->> 'kind' = 'published' and e.body ->> 'version' = '2'
            """);
        Assert.Contains("9999-12-31 起生效", WebUtility.HtmlDecode(await administrator.GetStringAsync("/catalogue/items/year-1")), StringComparison.Ordinal);
        await OrderAsync("year-1", [new ItemCommand.Draft(Document("year-1") with { Name = "第二版" }, Anew: true), .. reviewed]);
        page = await administrator.GetStringAsync("/catalogue/items/year-1?version=3");
        var (_, _, location) = await PostAsync(
            administrator, "/catalogue/items/year-1?version=3", "/catalogue/items/year-1?handler=Publish", ("effectiveFrom", $"{today.AddDays(1):yyyy-MM-dd}"), ("basis", BasisIn(page, "Publish")));
        Assert.NotNull(location);
        page = WebUtility.HtmlDecode(await administrator.GetStringAsync(location));
        Assert.Contains("原定 9999-12-31 起，未生效", page, StringComparison.Ordinal);
        Assert.Contains($"2024-01-01 至 {today:yyyy-MM-dd}", page, StringComparison.Ordinal);
    }
}
