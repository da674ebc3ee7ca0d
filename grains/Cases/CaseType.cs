namespace Grains.Cases;

/// <summary>办件类型: the codes 1, 2 and 9 of GB/T 39046 A.6, widened by two kinds of domain.md.</summary>
/// <remarks>
/// The standard knows no 3 and 4: a case may call itself so, for lists and statistics, but whether an item is decided jointly
/// or by a higher authority, and within which limit, the catalogue alone says.
/// </remarks>
public enum CaseType : byte
{
    /// <summary>即办件.</summary>
    Immediate = 1,

    /// <summary>承诺件.</summary>
    Promised = 2,

    /// <summary>联办件 (the platform's own code).</summary>
    Joint = 3,

    /// <summary>上报件 (the platform's own code).</summary>
    ReportedUp = 4,

    /// <summary>其他.</summary>
    Other = 9,
}
