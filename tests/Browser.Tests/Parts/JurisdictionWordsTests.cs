using Tenancy;
using Web.Screens;
using Xunit;

namespace Browser.Tests.Parts;

public sealed class JurisdictionWordsTests
{
    private static readonly JurisdictionTree Tree = new(
    [
        At(1, "440000", "440000", "广东省", Level.Province, null),
        At(2, "441900", "441900", "东莞市", Level.City, 1),
        At(3, "441900.county", "441900", "东莞市", Level.County, 2),
        At(4, "440300", "440300", "深圳市", Level.City, 1),
    ]);

    [Theory]
    [InlineData("深圳市", "440300")]
    [InlineData(" 深圳市 ", "440300")]
    [InlineData("440300", "440300")]
    [InlineData("441900.county", "441900.county")]
    [InlineData("东莞市 441900.county", "441900.county")]
    [InlineData("东莞市 441900", "441900")]
    public void NameCodeOrKey_FindsIt(string typed, string key) => Assert.Equal(key, JurisdictionWords.Find(Tree, typed)?.Key);

    [Theory]
    [InlineData("东莞市")]
    [InlineData("上海市")]
    [InlineData("")]
    public void NamesakesAndStrangers_AreNotFound(string typed) => Assert.Null(JurisdictionWords.Find(Tree, typed));

    [Fact]
    public void EveryOfferedName_FindsItsJurisdiction() =>
        Assert.Equal(
            ["440000", "440300", "441900", "441900.county"],
            JurisdictionWords.Offered(Tree).Select(offered => JurisdictionWords.Find(Tree, offered.Words)!.Key).Order(StringComparer.Ordinal));

    private static Jurisdiction At(int id, string key, string code, string name, Level level, int? parent) =>
        new(new(id), key, code, name, level, parent is { } above ? new TenantId(above) : null, "Asia/Shanghai", "first");
}
