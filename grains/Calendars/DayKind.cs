namespace Grains.Calendars;

/// <summary>What a calendar day is to an office: a day it works on, or why it does not.</summary>
public enum DayKind : byte
{
    /// <summary>工作日: an ordinary weekday on which offices work.</summary>
    WorkingDay,

    /// <summary>周末: a Saturday or Sunday that nobody has made a working day.</summary>
    Weekend,

    /// <summary>节假日: a day off in the State Council's yearly holiday arrangement.</summary>
    Holiday,

    /// <summary>调休上班: a Saturday or Sunday that the arrangement makes a working day.</summary>
    MakeUpWorkday,

    /// <summary>本地休息日: a day that would be worked, on which this jurisdiction or one above it is closed.</summary>
    LocalClosure,
}
