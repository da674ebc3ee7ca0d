namespace Grains.Clocks;

/// <summary>The unit in which a limit is counted.</summary>
public enum LimitUnit : byte
{
    /// <summary>工作日: days on which the jurisdiction's calendar works.</summary>
    WorkingDays = 1,

    /// <summary>自然日.</summary>
    CalendarDays = 2,

    /// <summary>小时, in wall time.</summary>
    Hours = 3,

    /// <summary>月.</summary>
    Months = 4,
}
