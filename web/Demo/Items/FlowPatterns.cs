using System.Collections.Immutable;
using Grains.Catalogue;
using Grains.Clocks;

namespace Web.Demo.Items;

/// <summary>The flow of each pattern: steps, posts, limits of steps.</summary>
public static class FlowPatterns
{
    /// <summary>窗口岗.</summary>
    public const string Window = "window";

    /// <summary>审查岗.</summary>
    public const string Examiner = "examiner";

    /// <summary>审批岗, which decides.</summary>
    public const string Approver = "approver";

    /// <summary>执法岗.</summary>
    public const string Officer = "officer";

    /// <summary>法制审核岗.</summary>
    public const string Counsel = "counsel";

    private static readonly FlowStep Receive = new("receive", "收件受理", [Window], null, [], Duties: "窗口岗：核对材料，当场受理或一次性告知", SupervisionPoints: "是否一次性告知；受理时间是否如实");

    private static readonly FlowStep Deliver = new("deliver", "制证送达", [Window], null, [], Duties: "窗口岗：制证、送达", SupervisionPoints: "是否按期送达");

    /// <summary>The flow of a pattern, its steps limited so that they fit into the promised limit.</summary>
    /// <param name="pattern">Which.</param>
    /// <param name="promisedDays">The promised limit in days; a step gets a share of it, at least one day.</param>
    public static Flow Of(FlowPattern pattern, int promisedDays) => pattern switch
    {
        FlowPattern.AtOnce => Chain(Approver, Receive, Decide(null), Deliver with { Optional = true }),
        FlowPattern.Plain => Chain(Approver, Receive, Examine(Share(promisedDays, 2)), Decide(Share(promisedDays, 4)), Deliver),
        FlowPattern.SiteInspection => Special(promisedDays, new("inspect", "现场勘验", [Examiner], Share(promisedDays, 3), [], MandatoryKind.Inspection, Duties: "审查岗：两人以上现场核查，出具勘验记录", SupervisionPoints: "是否两人以上；结果是否记录")),
        FlowPattern.Hearing => Special(promisedDays, new("hear", "听证", [Counsel], null, [], MandatoryKind.Hearing, Duties: "法制审核岗：提前七日公告，组织听证", SupervisionPoints: "是否告知听证权利；决定是否依据听证笔录")),
        FlowPattern.JointReview => Special(promisedDays, new("joint-review", "联合会审", [Examiner, Counsel], Share(promisedDays, 3), [], MandatoryKind.JointReview, Duties: "牵头部门：召集相关部门会审", SupervisionPoints: "会审意见是否齐全")),
        FlowPattern.Testing => Special(promisedDays, new("test", "检测", [Examiner], null, [], MandatoryKind.Testing, Duties: "审查岗：委托检测机构检测", SupervisionPoints: "检测结论是否采用")),
        FlowPattern.Quarantine => Special(promisedDays, new("quarantine", "检疫", [Examiner], Share(promisedDays, 3), [], MandatoryKind.Quarantine, Duties: "官方检疫人员：现场检疫", SupervisionPoints: "检疫结论是否采用")),
        FlowPattern.Exam => Special(promisedDays, new("exam", "考试考核", [Examiner], null, [], MandatoryKind.Exam, Duties: "审查岗：公开组织考试", SupervisionPoints: "是否公开；成绩是否作为依据")),
        FlowPattern.Tender => Special(promisedDays, new("tender", "招标", [Examiner], null, [], MandatoryKind.Tender, Duties: "审查岗：依法招标", SupervisionPoints: "是否公平竞争")),
        FlowPattern.Benefit => Chain(
            Approver, Receive, new("visit", "入户核查", [Examiner], Share(promisedDays, 3), [], MandatoryKind.Inspection, Duties: "审查岗：入户核查", SupervisionPoints: "核查记录是否属实"),
            Examine(Share(promisedDays, 4)), new("notice", "公示", [Window], null, [], Optional: true, Duties: "窗口岗：公示七日"), Decide(Share(promisedDays, 5)), Deliver),
        FlowPattern.ReportedUp => Chain(Approver, Receive, Examine(Share(promisedDays, 2)), new("forward", "上报", [Approver], Share(promisedDays, 4), [], Duties: "审批岗：签署初审意见并上报", SupervisionPoints: "是否按期上报"), Decide(null), Deliver),
        FlowPattern.Adjudication => Chain(Approver, Receive, Examine(Share(promisedDays, 3)), new("hear", "听取双方意见", [Counsel], null, [], MandatoryKind.Hearing, Duties: "法制审核岗：听取双方陈述", SupervisionPoints: "双方是否到场"), Decide(Share(promisedDays, 5)), Deliver),
        FlowPattern.Penalty => Chain(
            Approver,
            new("file", "立案", [Officer], null, [], Duties: "执法岗：登记立案", SupervisionPoints: "是否及时立案"),
            new("evidence", "调查取证", [Officer], Limit.CalendarDays(30), [], MandatoryKind.Inspection, Duties: "执法岗：两人以上取证", SupervisionPoints: "是否两人以上；证据是否完整"),
            new("tell", "告知当事人", [Officer], null, [], Duties: "执法岗：告知事实、理由、依据和权利", SupervisionPoints: "是否告知听证权利"),
            new("hear", "陈述申辩或听证", [Counsel], null, [], MandatoryKind.Hearing, Duties: "法制审核岗：听取陈述申辩，依申请听证", SupervisionPoints: "意见是否采纳、不采纳是否说明"),
            new("decide", "处罚决定", [Approver], Limit.CalendarDays(15), [], Duties: "审批岗：集体讨论、决定", SupervisionPoints: "是否符合裁量基准"),
            new("serve", "送达", [Officer], Limit.CalendarDays(7), [], Duties: "执法岗：七日内送达", SupervisionPoints: "是否按期送达"),
            new("execute", "执行", [Officer], null, [], Optional: true, Duties: "执法岗：督促履行", SupervisionPoints: "罚缴是否分离")),
        FlowPattern.Inspection => Chain(
            Approver,
            new("file", "立项", [Officer], null, [], Duties: "执法岗：随机抽取对象与人员"),
            new("inspect", "现场检查", [Officer], Limit.WorkingDays(5), [], MandatoryKind.Inspection, Duties: "执法岗：两人以上检查并记录", SupervisionPoints: "是否随机；是否记录"),
            new("decide", "检查结论", [Approver], Limit.WorkingDays(5), [], Duties: "审批岗：作出结论"),
            new("serve", "告知结果", [Officer], Limit.WorkingDays(3), [], Duties: "执法岗：告知并公开结果")),
        _ => throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "No flow is known for this pattern."),
    };

    /// <summary>Received → examined (→ a supplement of the examination where it finds gaps) → the special step → decided → delivered.</summary>
    private static Flow Special(int promisedDays, FlowStep special) =>
        Chain(Approver, Receive, Examine(Share(promisedDays, 3)), special, Decide(Share(promisedDays, 4)), Deliver);

    private static FlowStep Examine(Limit? limit) =>
        new("examine", "审查", [Examiner], limit, [], Duties: "审查岗：审查材料，提出意见", SupervisionPoints: "是否超期；是否擅自增加条件");

    private static FlowStep Decide(Limit? limit) =>
        new("decide", "决定", [Approver], limit, [], Duties: "审批岗：作出准予或不予的决定", SupervisionPoints: "不予许可是否说明理由、告知救济途径");

    private static Limit? Share(int days, int part) => Limit.WorkingDays(Math.Max(1, days / part));

    /// <summary>Each step leads to the next one, and past those that may be left out.</summary>
    private static Flow Chain(string decidingPost, params ImmutableArray<FlowStep> steps) => new(
        [.. steps.Select((step, at) => step with { Next = [.. Successors(steps, at)] })], decidingPost);

    private static IEnumerable<string> Successors(ImmutableArray<FlowStep> steps, int at)
    {
        for (var next = at + 1; next < steps.Length; next++)
        {
            yield return steps[next].Code;
            if (!steps[next].Optional)
                yield break;
        }
    }
}
