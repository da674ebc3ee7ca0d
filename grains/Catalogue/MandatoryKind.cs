using System.Collections.Frozen;

namespace Grains.Catalogue;

/// <summary>What a law can make indispensable in a flow, as <see cref="FlowStep.Mandatory"/> names it (domain.md, Catalogue).</summary>
public static class MandatoryKind
{
    /// <summary>听证.</summary>
    public const string Hearing = "hearing";

    /// <summary>招标.</summary>
    public const string Tender = "tender";

    /// <summary>拍卖.</summary>
    public const string Auction = "auction";

    /// <summary>考试.</summary>
    public const string Exam = "exam";

    /// <summary>现场勘验, 检验.</summary>
    public const string Inspection = "inspection";

    /// <summary>检测.</summary>
    public const string Testing = "testing";

    /// <summary>检疫.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>集体会审, 联合审查.</summary>
    public const string JointReview = "joint-review";

    /// <summary>All of them.</summary>
    public static readonly FrozenSet<string> All =
        FrozenSet.ToFrozenSet([Hearing, Tender, Auction, Exam, Inspection, Testing, Quarantine, JointReview], StringComparer.Ordinal);
}
