namespace Web.Quarantine;

/// <summary>What became of a refused event.</summary>
public enum QuarantineState : short
{
    /// <summary>Nobody has decided about it yet.</summary>
    Open = 0,

    /// <summary>It was sent again, corrected or as it was, and is recorded now.</summary>
    Resubmitted = 1,

    /// <summary>Somebody decided, with a reason, that it is not to be recorded.</summary>
    Dismissed = 2,
}
