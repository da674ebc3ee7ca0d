namespace Web.Demo.Items;

/// <summary>The courses that generated items take (docs/demo.md has the table).</summary>
public enum FlowPattern
{
    /// <summary>即办: received, decided, handed over at the window.</summary>
    AtOnce,

    /// <summary>Received, examined, decided, delivered.</summary>
    Plain,

    /// <summary>With a site inspection before the decision.</summary>
    SiteInspection,

    /// <summary>With a hearing in matters of major interest (行政许可法 art. 46-47).</summary>
    Hearing,

    /// <summary>With a joint review by several departments.</summary>
    JointReview,

    /// <summary>With testing by an institution.</summary>
    Testing,

    /// <summary>With quarantine.</summary>
    Quarantine,

    /// <summary>With an exam.</summary>
    Exam,

    /// <summary>With a tender.</summary>
    Tender,

    /// <summary>With an inquiry at home and a public notice before the benefit or reward.</summary>
    Benefit,

    /// <summary>Reviewed here, forwarded, decided above.</summary>
    ReportedUp,

    /// <summary>A dispute: both sides heard, then adjudicated.</summary>
    Adjudication,

    /// <summary>Ex officio: filed, evidence, party told, heard, decided, served, executed.</summary>
    Penalty,

    /// <summary>Ex officio: checked on the spot, recorded, told.</summary>
    Inspection,
}
