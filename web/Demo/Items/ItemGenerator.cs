using System.Collections.Immutable;
using Grains.Catalogue;
using Grains.Clocks;

namespace Web.Demo.Items;

/// <summary>Gives a real item what its source does not tell: limits, flow, fees, elements; always the same for the same code.</summary>
public static class ItemGenerator
{
    /// <summary>The document of an item.</summary>
    /// <param name="item">Name, kind and base code.</param>
    /// <param name="code">Its full code in the jurisdiction.</param>
    /// <param name="department">Code of its department.</param>
    /// <param name="departmentName">Name of its department.</param>
    /// <param name="prerequisites">Codes of approvals that must exist before.</param>
    public static ItemContent Generate(
        ServiceItem item, string code, string department, string departmentName, ImmutableArray<string> prerequisites)
    {
        var kind = (ItemKind)item.Kind;
        var pattern = ItemPattern.Of(kind, item.Name, item.BaseCode);
        var limits = PatternLimits.Of(pattern, kind, item.BaseCode);
        return new()
        {
            Code = code,
            Name = item.Name,
            Department = department,
            Kind = kind,
            Heading = item.Heading,
            Limits = limits,
            Flow = FlowPatterns.Of(pattern, PromisedDays(limits)),
            Fees = Fees(item, kind, pattern),
            Prerequisites = prerequisites,
            ExtraPauseGrounds = pattern == FlowPattern.Benefit ? ["公示"] : [],
            ResultPublic = kind is ItemKind.Permit or ItemKind.Penalty or ItemKind.Reward && pattern != FlowPattern.AtOnce,
            DocumentDelivered = pattern != FlowPattern.AtOnce,
            Immediate = pattern == FlowPattern.AtOnce,
            Joint = pattern == FlowPattern.JointReview,
            ReportedUp = pattern == FlowPattern.ReportedUp,
            Elements = Elements(item, kind, departmentName),
        };
    }

    private static int PromisedDays(ItemLimits limits) =>
        limits.Promised is { Unit: LimitUnit.WorkingDays or LimitUnit.CalendarDays } promised ? promised.Amount : 1;

    private static ImmutableArray<Fee> Fees(ServiceItem item, ItemKind kind, FlowPattern pattern) => pattern switch
    {
        FlowPattern.Exam => [Fee("exam", "考试费", 80)],
        FlowPattern.Testing => [Fee("testing", "检测费", 600)],
        FlowPattern.Quarantine => [Fee("quarantine", "检疫费", 50)],
        FlowPattern.Tender => [Fee("resource", "资源有偿使用费", 20_000)],
        FlowPattern.JointReview when item.Name.Contains("占用", StringComparison.Ordinal) => [Fee("occupation", "城市道路占用挖掘修复费", 5_000)],
        _ when kind is ItemKind.Permit or ItemKind.Confirmation && Dice.Throw(8, "fee", item.BaseCode) == 0 =>
            [Fee("document", "证照工本费", 10 + (5 * Dice.Throw(7, "amount", item.BaseCode)))],
        _ => [],
    };

    private static Fee Fee(string code, string name, decimal maximum) => new(code, name, "演示数据：以省级收费目录清单为准", maximum);

    private static ItemElements Elements(ServiceItem item, ItemKind kind, string departmentName) => new()
    {
        LegalBasis = LegalBasis(kind),
        Authority = departmentName,
        Conditions = kind.IsExOfficio() ? "发现涉嫌违法行为或按年度计划" : $"符合法律法规规定的“{item.Name}”条件",
        QuantityLimit = kind.IsExOfficio() ? null : "无数量限制",
        Materials = kind.IsExOfficio() ? [] : ["申请表（原件1份）", "申请人身份证明（复印件1份）", $"{item.Name}所需的证明材料"],
        Forms = kind.IsExOfficio() ? [] : [$"《{item.Name}申请表》空白表", $"《{item.Name}申请表》填写示范"],
        Office = kind.IsExOfficio() ? "综合执法科" : "行政审批科",
        ResponsiblePost = kind.IsExOfficio() ? "执法岗" : "审查岗",
        Telephone = "12345",
        ResultDocument = ResultDocument(kind, item.Name),
        ComplaintChannel = "12345 政务服务便民热线；监察局电子监察系统",
        Discretion = kind is ItemKind.Penalty or ItemKind.Coercion or ItemKind.Levy or ItemKind.Adjudication
            ? [new("情节轻微并及时改正", "不予或从轻"), new("情节一般", "按法定幅度中限"), new("情节严重或拒不改正", "按法定幅度上限")]
            : [],
        OnlineLevel = 1 + Dice.Throw(3, "online", item.BaseCode),
    };

    private static string LegalBasis(ItemKind kind) => kind switch
    {
        ItemKind.Permit => "《中华人民共和国行政许可法》及本事项的单行法规（演示数据：以省级目录为准）",
        ItemKind.Penalty => "《中华人民共和国行政处罚法》及本事项的单行法规（演示数据：以省级目录为准）",
        ItemKind.Coercion => "《中华人民共和国行政强制法》及本事项的单行法规（演示数据：以省级目录为准）",
        _ => "省级政务服务事项基本目录（演示数据：以省级目录为准）",
    };

    private static string ResultDocument(ItemKind kind, string name) => kind switch
    {
        ItemKind.Penalty => "行政处罚决定书",
        ItemKind.Coercion => "行政强制决定书",
        ItemKind.Levy => "缴款通知书",
        ItemKind.Inspection => "检查结果告知书",
        ItemKind.Adjudication => "裁决书",
        ItemKind.Permit => $"{name}决定书",
        _ => $"{name}办理结果",
    };
}
