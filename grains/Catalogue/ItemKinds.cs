namespace Grains.Catalogue;

/// <summary>What the law says of a whole kind of item.</summary>
public static class ItemKinds
{
    /// <summary>First day on which no new non-permit approval may exist: 国发〔2015〕27号 of 2015-05-10 abolished the category.</summary>
    public static readonly DateOnly NonPermitApprovalAbolished = new(2015, 5, 10);

    /// <summary>Exercised by the office itself against a party; nobody applies.</summary>
    public static bool IsExOfficio(this ItemKind kind) =>
        kind is ItemKind.Penalty or ItemKind.Coercion or ItemKind.Levy or ItemKind.Inspection;

    /// <summary>Leaves the office a choice, so that a discretion table is indispensable (行政处罚法 art. 34).</summary>
    public static bool NeedsDiscretionTable(this ItemKind kind) => kind is ItemKind.Penalty;

    /// <summary>Leaves the office a choice in many cases, so that a missing discretion table is worth a look.</summary>
    public static bool ShouldHaveDiscretionTable(this ItemKind kind) =>
        kind is ItemKind.Coercion or ItemKind.Levy or ItemKind.Adjudication;

    /// <summary>The two digits by which GB/T 39046 A.1 and item codes name the kind.</summary>
    public static string Code(this ItemKind kind) => ((int)kind).ToString("00", System.Globalization.CultureInfo.InvariantCulture);
}
