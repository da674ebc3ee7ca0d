using System.Collections.Immutable;
using Grains.Rules;
using Tenancy;

namespace Grains.Tests.Rules;

/// <summary>A province (1) with two cities (2, 3) and a county (4) below the first, and layers to lay over each other.</summary>
internal static class Layers
{
    public static readonly TenantId Province = new(1);
    public static readonly TenantId City = new(2);
    public static readonly TenantId OtherCity = new(3);
    public static readonly TenantId County = new(4);

    public static readonly DateTimeOffset Day1 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static JurisdictionTree Tree(TenantId? countyUnder = null) => new(
    [
        Node(1, Level.Province, null), Node(2, Level.City, Province), Node(3, Level.City, Province), Node(4, Level.County, countyUnder ?? City),
    ]);

    public static Rule Rule(string code) => Preset.ShenzhenBase.Find(code)!;

    public static RulebookLayer Layer(TenantId owner, int version, DateTimeOffset from, params Rule[] rules) =>
        new(owner, new Rulebook(version, $"规则{version}", $"Rules {version}", from, [.. rules]));

    public static RulebookHistory History(params RulebookLayer[] layers) => new(Tree(), layers, []);

    public static Rule With(this Rule rule, string parameter, int value) => rule with { Parameters = [new(parameter, value)] };

    public static ImmutableArray<string> Codes(this Rulebook book) => [.. book.Rules.Select(rule => rule.Code)];

    private static Jurisdiction Node(int id, Level level, TenantId? parent) => new(new(id), $"{id}", $"{id}", $"辖区{id}", level, parent, "Asia/Shanghai", "one");
}
