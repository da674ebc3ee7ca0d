using System.Globalization;
using Grains.Catalogue;
using Tenancy;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Demo;

public sealed class DemoCatalogueTests
{
    private static Jurisdiction County(string code, string name = "柯城区", Level level = Level.County) =>
        new(new(1), code, code, name, level, null, "Asia/Shanghai", "data");

    [Fact]
    public void ServiceItems_AreThe1135OfTheFile()
    {
        Assert.Equal(1135, ServiceItems.All.Length);
        Assert.Equal(34, ServiceItems.Departments.Length);
        Assert.Equal(1135, ServiceItems.All.Select(i => i.BaseCode).Distinct().Count());
    }

    [Fact]
    public void EveryServiceItem_GetsACompleteDocument()
    {
        foreach (var item in ServiceItems.All.Concat(ExOfficioItems.All))
        {
            var content = ItemGenerator.Generate(item, $"{item.BaseCode}-330802-01", "330802-01", "住建局", []);
            Assert.Empty(Completeness.Check(content, DemoCatalogue.FirstDay).Where(f => f.Blocks).Select(f => (item.Name, f.Code, f.At)));
        }
    }

    [Fact]
    public void PromisedLimits_AreAtMostHalfOfLegalOnes_ExceptExOfficio()
    {
        foreach (var item in ServiceItems.All)
        {
            var content = ItemGenerator.Generate(item, $"{item.BaseCode}-330802-01", "330802-01", "住建局", []);
            Assert.DoesNotContain(Completeness.Check(content, rules: new(50)), f => f.Code == "promised-beyond-share");
        }
    }

    [Fact]
    public void EveryCounty_HasDepartmentsAndItemsOfItsOwnCode()
    {
        foreach (var code in Enumerable.Range(330_102, 60).Select(c => c.ToString(CultureInfo.InvariantCulture)))
        {
            var catalogue = DemoCatalogue.For(County(code));

            Assert.InRange(catalogue.Departments.Length, 8, 12);
            Assert.InRange(catalogue.Items.Length, 40, 60);
            Assert.All(catalogue.Items, i => Assert.Contains($"-{code}-", i.Code, StringComparison.Ordinal));
            Assert.All(catalogue.Items, i => Assert.Contains(catalogue.Departments, d => d.Code == i.Content.Department));
            Assert.Equal(catalogue.Items.Length, catalogue.Items.Select(i => i.Code).Distinct().Count());
            Assert.True(catalogue.Items.Select(i => i.Pattern).Distinct().Count() >= 8);
            Assert.Contains(catalogue.Items, i => i.Content.Kind == ItemKind.Penalty);
            Assert.Contains(catalogue.Items, i => i.Content.Immediate);
            Assert.Single(catalogue.Items, i => i.RetiredFrom is not null);
            Assert.All(catalogue.Items.SelectMany(i => i.Content.Prerequisites), p => Assert.Contains(catalogue.Items, i => i.Code == p));
        }
    }

    [Fact]
    public void SameCounty_GetsTheSameCatalogue()
    {
        var (once, again) = (DemoCatalogue.For(County("330802")), DemoCatalogue.For(County("330802")));

        Assert.Equal(once.Departments, again.Departments);
        Assert.Equal(once.Items.Select(i => CatalogueJson.Write(i.Content)), again.Items.Select(i => CatalogueJson.Write(i.Content)));
    }

    [Fact]
    public void ProvinceAsAWhole_ShowsEveryCourse()
    {
        var patterns = Enumerable.Range(330_102, 30)
            .SelectMany(c => DemoCatalogue.For(County(c.ToString(CultureInfo.InvariantCulture))).Items)
            .Select(i => i.Pattern).ToHashSet();

        Assert.Equal(Enum.GetValues<FlowPattern>().ToHashSet(), patterns);
    }
}
