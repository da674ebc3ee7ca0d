namespace Grains.Cases;

/// <summary>办件类型: GB/T 39046 A.6, widened by the kinds of domain.md.</summary>
public enum CaseType : byte
{
    /// <summary>即办件.</summary>
    Immediate = 1,

    /// <summary>承诺件.</summary>
    Promised = 2,

    /// <summary>联办件.</summary>
    Joint = 3,

    /// <summary>上报件.</summary>
    ReportedUp = 4,

    /// <summary>其他.</summary>
    Other = 9,
}
