using System.Text.Json.Serialization;

namespace Grains.Clocks;

/// <summary>The unit a limit is counted in.</summary>
[JsonConverter(typeof(KebabEnum<LimitUnit>))]
public enum LimitUnit : byte
{
    /// <summary>工作日: days on which the jurisdiction's offices work (行政许可法 art. 82); none at all from a day off on end with the next of them (民法典 art. 203).</summary>
    WorkingDays = 1,

    /// <summary>自然日: every day (民法典 art. 201); a last day that is not worked moves on to the next that is (art. 203).</summary>
    CalendarDays = 2,

    /// <summary>小时: elapsed hours from the instant itself (民法典 art. 201 para. 2), by day and night, holidays included.</summary>
    Hours = 3,

    /// <summary>月: to the same day of the month, or its last day where there is none (民法典 art. 202); the last day moves as for calendar days.</summary>
    Months = 4,
}
