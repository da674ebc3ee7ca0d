using Grains.Catalogue;
using Grains.Clocks;

namespace Grains.Tests.Catalogue;

/// <summary>A document that lacks nothing, for tests that take something away.</summary>
internal static class Complete
{
    public static Limit Days(int amount) => new(amount, LimitUnit.WorkingDays);

    public static ItemContent Permit() => new()
    {
        Code = "33080201-01-0001",
        Name = "燃气经营许可",
        Department = "330802-01",
        Kind = ItemKind.Permit,
        Limits = new(Days(5), Days(20), Days(10), Days(10), Days(10), null, 10, Days(5)),
        Flow = new(
            [
                new("receive", "收件", ["window"], null, ["examine"]),
                new("examine", "审查", ["examiner"], Days(5), ["inspect", "decide"]),
                new("inspect", "现场勘验", ["examiner"], Days(3), ["decide"], MandatoryKind.Inspection),
                new("decide", "决定", ["approver"], Days(2), ["deliver"]),
                new("deliver", "送达", ["window"], null, []),
            ],
            "approver"),
        Elements = new()
        {
            LegalBasis = "城镇燃气管理条例 第十五条",
            Authority = "住房和城乡建设局",
            Conditions = "符合燃气发展规划",
            QuantityLimit = "无",
            Materials = ["申请表"],
            Forms = ["申请表（填写示范）"],
            Office = "行政审批科",
            ResponsiblePost = "审查岗",
            Telephone = "12345",
            ResultDocument = "燃气经营许可证",
            ComplaintChannel = "12345",
        },
    };
}
