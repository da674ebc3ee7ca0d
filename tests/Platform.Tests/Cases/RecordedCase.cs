using Grains.Cases;
using Grains.Catalogue;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Cases;

/// <summary>A case to look at.</summary>
internal static class RecordedCase
{
    /// <summary>A case of the first department of 柯城区, with a handler and a charge outside the catalogue.</summary>
    public static async Task<(DemoCatalogue Catalogue, DemoItem Item, long Id)> RecordCaseAsync(this TestSite site, string number)
    {
        var tenant = site.Platform["330802"].Id;
        var catalogue = await site.Services.GetRequiredService<DemoCatalogueSeeder>().SeedAsync(tenant, CancellationToken.None);
        var item = catalogue.Items.First(i => i is { Pattern: FlowPattern.Hearing, Content.Kind: ItemKind.Permit });
        var registry = await site.Services.GetRequiredService<Registries>().CurrentAsync(tenant, CancellationToken.None);
        Assert.True(registry.TryDepartment(item.Content.Department, out var department));
        var at = TimeProvider.System.GetUtcNow().AddHours(-2);
        CaseFact Fact(int n, CaseEventKind kind, CaseDetails details, string? step = null) => new(
            $"{number}-{n}", number, item.Code, kind, new(at.AddMinutes(n).Ticks / 10 * 10, TimeSpan.Zero), step, step is null ? null : "examiner", "经办人01", details, CaseSource.Interface);
        var answer = await site.Services.GetRequiredService<Grains.Journal.Journal>().RecordAsync(new(
            tenant, department.Id,
            [
                Fact(1, CaseEventKind.Submitted, CaseDetails.None with { Personal = [new("applicant", "申请人甲")] }),
                Fact(2, CaseEventKind.Accepted, CaseDetails.None),
                Fact(3, CaseEventKind.StepStarted, CaseDetails.None, "examine"),
                Fact(4, CaseEventKind.FeeCharged, CaseDetails.None with { FeeItem = "wild", FeeType = "fee", Amount = 12.5m }),
            ],
            []));
        Assert.Equal(4, answer.Accepted);
        return (catalogue, item, await site.Platform.Server.ScalarAsync<long>(site.Platform["330802"].Database, $"select id from case_file where case_no = '{number}'"));
    }
}
