using System.Text.Json.Serialization;
using Grains;

namespace Web.Cases;

/// <summary>Which cases a list shows: what the figures of the dashboard count, and where a case can stand.</summary>
[JsonConverter(typeof(KebabEnum<CaseShow>))]
public enum CaseShow
{
    /// <summary>Nothing has stopped the work yet: neither decided nor ended.</summary>
    Working,

    /// <summary>Accepted and neither decided nor ended: what the figure "open" counts.</summary>
    Open,

    /// <summary>Open and past the deadline in force, as last judged: what the figure "overdue" counts.</summary>
    Overdue,

    /// <summary>收件.</summary>
    Received,

    /// <summary>待补正.</summary>
    Supplementing,

    /// <summary>办理中.</summary>
    Handling,

    /// <summary>中止.</summary>
    Paused,

    /// <summary>Decided or ended, the last one first.</summary>
    Done,

    /// <summary>已决定, not closed yet.</summary>
    Decided,

    /// <summary>办结.</summary>
    Closed,

    /// <summary>不予受理.</summary>
    Refused,

    /// <summary>撤回, 终止.</summary>
    Ended,

    /// <summary>Decided or ended after the deadline then in force: what the figure "late" counts.</summary>
    Late,

    /// <summary>Received today, whatever became of them.</summary>
    ReceivedToday,

    /// <summary>Accepted today.</summary>
    AcceptedToday,

    /// <summary>Decided or ended today, after acceptance.</summary>
    ClosedToday,

    /// <summary>Decided or ended today, after acceptance and in time.</summary>
    OnTimeToday,

    /// <summary>Decided or ended today, after acceptance and late.</summary>
    LateToday,
}
