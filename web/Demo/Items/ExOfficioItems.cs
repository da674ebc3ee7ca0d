using System.Collections.Immutable;

namespace Web.Demo.Items;

/// <summary>Powers exercised ex officio, of which the real list holds none: invented for the demo, and named so in their codes.</summary>
public static class ExOfficioItems
{
    /// <summary>Name of the department for comprehensive enforcement, as in the real list.</summary>
    public const string Enforcement = "区综合执法局";

    /// <summary>Every one of them; the code begins with DEMO and the kind.</summary>
    public static ImmutableArray<ServiceItem> All { get; } =
    [
        Item(Enforcement, 2, 1, "对擅自占用城市道路设摊经营的处罚"),
        Item(Enforcement, 2, 2, "对随意倾倒建筑垃圾的处罚"),
        Item(Enforcement, 3, 1, "对违法设置户外设施的强制拆除"),
        Item("区市监局", 2, 3, "对无照经营的处罚"),
        Item("区市监局", 6, 1, "食品经营单位监督检查"),
        Item("区交通运输局", 2, 4, "对超限运输的处罚"),
        Item("区应急管理局", 6, 2, "工贸企业安全生产检查"),
        Item("区水务局", 4, 1, "水土保持补偿费征收"),
        Item("区生态环境局", 2, 5, "对超标排放污染物的处罚"),
        Item("区卫健局", 6, 3, "公共场所卫生监督检查"),
    ];

    private static ServiceItem Item(string department, int kind, int serial, string name) =>
        new(department, "行政执法（演示）", name, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"DEMO{kind:00}{serial:0000}"), kind);
}
