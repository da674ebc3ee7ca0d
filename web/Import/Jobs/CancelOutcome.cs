namespace Web.Import.Jobs;

/// <summary>What came of the wish to cancel an import.</summary>
public enum CancelOutcome
{
    /// <summary>It is cancelled; the node that makes it stops after what it is just recording.</summary>
    Cancelled,

    /// <summary>It had ended, failed or been cancelled before.</summary>
    OverBefore,

    /// <summary>The jurisdiction has no such import.</summary>
    Unknown,
}
