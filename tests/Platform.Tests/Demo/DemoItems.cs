using Grains.Catalogue;
using Grains.Clocks;
using Web.Demo;

namespace Platform.Tests.Demo;

/// <summary>Items as the demo's catalogue has them, written out.</summary>
internal static class DemoItems
{
    public static ItemContent Permit { get; } = new()
    {
        Code = "330102-HB-01-001",
        Name = "建设项目环境影响评价文件审批",
        Department = "HB",
        Kind = ItemKind.Permit,
        Limits = new ItemLimits(Limit.WorkingDays(5), Limit.WorkingDays(20), Limit.WorkingDays(10), Limit.WorkingDays(7), Limit.WorkingDays(10), Limit.WorkingDays(20), 10, null),
        Flow = new Flow(
        [
            Step("S1", "clerk", "S2"),
            Step("S2", "examiner", "S3") with { Limit = Limit.WorkingDays(5) },
            Step("S3", "inspector", "forward") with { Mandatory = MandatoryKind.Inspection },
            Step("forward", "chief", "S4"),
            Step("S4", "chief"),
        ],
        "chief"),
        Fees = [new Fee("F1", "环评审查费", "价费〔2013〕1号", 300)],
        Prerequisites = ["330102-FG-01-001"],
    };

    public static ItemContent ReportedUp { get; } = Permit with { ReportedUp = true };

    public static ItemContent Simple { get; } = new()
    {
        Code = "330102-SC-01-001",
        Name = "食品经营许可",
        Department = "SC",
        Kind = ItemKind.Permit,
        Limits = new ItemLimits(Limit.WorkingDays(5), Limit.WorkingDays(20), null, null, null, null, 10, null),
        Flow = new Flow([Step("S1", "clerk", "S2"), Step("S2", "chief")], "chief"),
    };

    public static DemoSystem System(string jurisdiction, params ItemContent[] items) =>
        new(jurisdiction, items[0].Department, $"{jurisdiction}-client", "secret", [.. items], []);

    private static FlowStep Step(string code, string post, params string[] next) => new(code, code, [post], null, [.. next]);
}
