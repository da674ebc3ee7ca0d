namespace Grains.Signals;

/// <summary>Where a signal stands in its life.</summary>
public enum SignalStatus : byte
{
    /// <summary>No signal yet.</summary>
    None = 0,

    /// <summary>发出: raised.</summary>
    Raised = 1,

    /// <summary>发牌确认: confirmed by an inspector.</summary>
    Confirmed = 2,

    /// <summary>失效: a reminder whose moment has passed.</summary>
    Lapsed = 3,
}
