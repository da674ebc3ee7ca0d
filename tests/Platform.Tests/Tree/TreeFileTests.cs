using System.Text;
using Tenancy;
using Tenancy.Tree;
using Xunit;

namespace Platform.Tests.Tree;

public sealed class TreeFileTests
{
    [Theory]
    [InlineData("zhejiang", 11, 90)]
    [InlineData("hunan", 14, 134)]
    [InlineData("sichuan", 21, 183)]
    [InlineData("guangdong", 21, 124)]
    public void ShippedFile_HasItsCitiesAndCounties(string file, int cities, int counties)
    {
        var root = Shipped.Read(file);
        Assert.Equal(1, root.Walk().Count(n => n.Node.Level == Level.Province));
        Assert.Equal(cities, root.Walk().Count(n => n.Node.Level == Level.City));
        Assert.Equal(counties, root.Walk().Count(n => n.Node.Level == Level.County));
        Assert.Equal(1 + cities + counties, root.Walk().Select(n => n.Node.Key).Distinct().Count());
    }

    [Fact]
    public void CityAndItsOnlyCountyWithOneCode_HaveTwoKeys()
    {
        var dongguan = Shipped.Read("guangdong").Children.Single(c => c.Name == "东莞市");
        var county = Assert.Single(dongguan.Children);
        Assert.Equal(("441900", "441900", "441900.county", "441900"), (dongguan.Key, dongguan.Code, county.Key, county.Code));
    }

    [Fact]
    public void UnevenDepth_IsRead()
    {
        var root = Read("""
            {"code":"460000","name":"海南省","level":"province","counties":[
              {"code":"469001","name":"五指山市","townships":[{"code":"469001100","name":"通什镇"}]}],
             "cities":[{"code":"460400","name":"儋州市","townships":[{"code":"460400100","name":"那大镇"}],
               "zones":[{"code":"460499","name":"洋浦经济开发区","key":"yangpu","children":[{"code":"460499101","name":"新英湾","level":"township"}]}]}]}
            """);
        Assert.Equal(
            ["460000 Province", "460400 City", "460400100 Township", "yangpu Zone", "460499101 Township", "469001 County", "469001100 Township"],
            root.Walk().Select(n => $"{n.Node.Key} {n.Node.Level}"));
    }

    [Theory]
    [InlineData("""[]""", "shape", "$")]
    [InlineData("""{"code":"33","name":"甲","level":"province"}""", "code", "$.code")]
    [InlineData("""{"code":"330000","name":" ","level":"province"}""", "name", "$.name")]
    [InlineData("""{"code":"330000","name":"甲"}""", "level", "$.level")]
    [InlineData("""{"code":"330000","name":"甲","level":"country"}""", "level", "$.level")]
    [InlineData("""{"code":"330000","name":"甲","level":"province","villages":[]}""", "member-unknown", "$.villages")]
    [InlineData("""{"code":"330000","name":"甲","level":"province","cities":[{"code":"330100","name":"乙"}],"cities":[]}""", "member-repeated", "$.cities")]
    [InlineData("""{"code":"330000","name":"甲","level":"county","cities":[{"code":"330100","name":"乙"}]}""", "level-order", "$.cities[0]")]
    [InlineData("""{"code":"330000","name":"甲","level":"province","cities":[{"code":"330100","name":"乙","level":"county"}]}""", "level", "$.cities[0].level")]
    [InlineData("""{"code":"330000","name":"甲","level":"province","cities":[{"code":"330100","name":"乙"},{"code":"330100","name":"丙"},{"code":"330100","name":"丁"}]}""", "key", "$.cities[2]")]
    [InlineData("""{"code":"330000","name":"甲","level":"province","zone":"Asia/Nowhere"}""", "zone-unknown", "$.zone")]
    [InlineData("""{"code":"330000",""", "unreadable", "line 1")]
    [InlineData("""{"code":"330000","name":"\ud800","level":"province"}""", "unreadable", "$")]
    [InlineData("""{"code":"330000","name":"甲","level":"province","\udc00":1}""", "unreadable", "$")]
    public void FaultyFile_IsRefusedAtItsPlace(string json, string code, string where)
    {
        var (root, faults) = TreeFile.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(root);
        Assert.Equal((code, where), (faults[0].Code, faults[0].Where));
    }

    private static TreeNode Read(string json)
    {
        var (root, faults) = TreeFile.Read(Encoding.UTF8.GetBytes(json));
        Assert.Empty(faults);
        return root!;
    }
}
