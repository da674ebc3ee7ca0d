using System.Collections.Immutable;
using System.Globalization;
using Grains.Catalogue;
using Grains.Rules;
using Microsoft.Extensions.DependencyInjection;
using Tenancy;
using Web.Rules;
using Xunit;

namespace Platform.Tests.Rules;

/// <summary>What a change of rules is called on screens.</summary>
public sealed class RuleWordsTests
{
    private static readonly Rule Rule = Preset.ShenzhenBase.Rules[0] with { KindClauses = [], Scope = RuleScope.Everywhere };

    private static readonly ImmutableArray<KindClause> Clauses =
        [new([ItemKind.Penalty, ItemKind.PublicService], "行政处罚法: 第六十条; 另有规定: 从其规定"), new([ItemKind.Permit], "行政许可法第四十二条")];

    [Theory]
    [InlineData("zh-CN", "行政处罚 / 公共服务: 行政处罚法: 第六十条; 另有规定: 从其规定; 行政许可: 行政许可法第四十二条")]
    [InlineData("en", "Penalty / Public service: 行政处罚法: 第六十条; 另有规定: 从其规定; Permit: 行政许可法第四十二条")]
    public void ClausesByKind_NameTheKinds(string culture, string said) => Assert.Equal(said, Say(culture, Rule with { KindClauses = Clauses }));

    [Theory]
    [InlineData("zh-CN", "行政许可 / 公共资源交易")]
    [InlineData("en", "Permit / Public-resource transaction")]
    public void ScopeOfItemKinds_NamesTheKinds(string culture, string said) =>
        Assert.Equal(said, Say(culture, Rule with { Scope = Rule.Scope with { ItemKinds = [ItemKind.Permit, ItemKind.PublicResourceTransaction] } }));

    [Theory]
    [InlineData("zh-CN", "省级 / 乡镇级")]
    [InlineData("en", "province / township")]
    public void ScopeOfLevels_NamesTheLevels(string culture, string said) =>
        Assert.Equal(said, Say(culture, Rule with { Scope = Rule.Scope with { Levels = [Level.Province, Level.Township] } }));

    /// <summary>What the one field that differs from the rule is said to be.</summary>
    private static string Say(string culture, Rule changed)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new(culture);
        try
        {
            using var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<RuleWords>().BuildServiceProvider();
            var field = Assert.Single(Assert.Single(RuleDifference.Between(Book(Rule), Book(changed))).Fields);
            return services.GetRequiredService<RuleWords>().Value(field.Field, field.After);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static Rulebook Book(Rule rule) => new(1, "", "", default, [rule]);
}
