namespace Grains.Cases;

/// <summary>Where a case stands, as lists show and filter it.</summary>
public enum CaseStatus : byte
{
    /// <summary>收件: received, not accepted yet.</summary>
    Received = 1,

    /// <summary>待补正: waiting for the applicant's supplement.</summary>
    Supplementing = 2,

    /// <summary>办理中: accepted, clock running.</summary>
    Handling = 3,

    /// <summary>中止: accepted, clock paused.</summary>
    Paused = 4,

    /// <summary>已决定: decided, not closed.</summary>
    Decided = 5,

    /// <summary>办结.</summary>
    Closed = 6,

    /// <summary>不予受理.</summary>
    Refused = 7,

    /// <summary>撤回 or 终止.</summary>
    Ended = 8,
}
