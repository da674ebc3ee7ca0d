using Grains.Catalogue;

namespace Web.Demo.Items;

/// <summary>Which course an item takes, read from its kind and the words of its name.</summary>
public static class ItemPattern
{
    /// <summary>The first pattern whose words stand in the name; else by kind, and for permits by the code.</summary>
    public static FlowPattern Of(ItemKind kind, string name, string baseCode) => kind switch
    {
        ItemKind.Penalty => FlowPattern.Penalty,
        ItemKind.Coercion or ItemKind.Levy or ItemKind.Inspection => FlowPattern.Inspection,
        ItemKind.Adjudication => FlowPattern.Adjudication,
        ItemKind.Benefit or ItemKind.Reward => FlowPattern.Benefit,
        ItemKind.PublicService => OfService(name, baseCode),
        _ => OfPermit(kind, name, baseCode),
    };

    private static FlowPattern OfService(string name, string baseCode) => name switch
    {
        _ when Has(name, "补贴", "救助", "给付", "津贴", "生活费", "扶助", "低保", "最低生活保障") => FlowPattern.Benefit,
        _ when Has(name, "查询", "咨询", "打印", "证明", "预约", "公示", "发布", "宣传") => FlowPattern.AtOnce,
        _ => Dice.Throw(3, "service", baseCode) == 0 ? FlowPattern.Plain : FlowPattern.AtOnce,
    };

    private static FlowPattern OfPermit(ItemKind kind, string name, string baseCode) => name switch
    {
        _ when Has(name, "初审", "初核", "上报", "转报", "（市级）", "(市级)") => FlowPattern.ReportedUp,
        _ when Has(name, "注销", "补办", "补证", "换证", "遗失", "备案注销", "名称变更", "变更法定代表人") => FlowPattern.AtOnce,
        _ when Has(name, "检疫") => FlowPattern.Quarantine,
        _ when Has(name, "驾驶", "从业资格", "执业注册", "资格证", "教师资格") => FlowPattern.Exam,
        _ when Has(name, "采砂", "线路", "特许", "经营权") => FlowPattern.Tender,
        _ when Has(name, "检验", "检定", "计量", "放射", "饮用水") => FlowPattern.Testing,
        _ when Has(name, "采矿权", "探矿权", "规划许可", "选址", "环境影响", "排污口", "公墓", "大型群众性活动", "集会") => FlowPattern.Hearing,
        _ when Has(name, "建设", "工程", "项目", "施工", "设计", "占用", "挖掘", "水土保持") => FlowPattern.JointReview,
        _ when Has(name, "设立", "新办", "核发", "许可证", "场所", "机构", "经营", "校验") && kind == ItemKind.Permit => FlowPattern.SiteInspection,
        _ => Dice.Throw(3, "pattern", baseCode) == 0 ? FlowPattern.AtOnce : FlowPattern.Plain,
    };

    private static bool Has(string name, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (name.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
