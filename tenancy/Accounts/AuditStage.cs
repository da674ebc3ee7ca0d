namespace Tenancy.Accounts;

/// <summary>What a line of the audit log tells about its act.</summary>
public enum AuditStage
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was refused.</summary>
    Refused,

    /// <summary>It broke off by an error; what of it was committed before stands.</summary>
    Failed,

    /// <summary>It was intended, and done.</summary>
    IntendedDone,

    /// <summary>It was intended, and refused.</summary>
    IntendedRefused,

    /// <summary>It was intended, and broke off by an error.</summary>
    IntendedFailed,

    /// <summary>It was intended less than ten minutes ago, and has no end yet.</summary>
    UnderWay,

    /// <summary>It was intended more than ten minutes ago and has no end: it may have been done or not.</summary>
    Unfinished,
}
