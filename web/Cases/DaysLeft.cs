using System.Text.Json.Serialization;
using Grains;

namespace Web.Cases;

/// <summary>How much time is left until the decision is due, in working days of the jurisdiction.</summary>
[JsonConverter(typeof(KebabEnum<DaysLeft>))]
public enum DaysLeft
{
    /// <summary>The deadline has passed.</summary>
    Past,

    /// <summary>Due today.</summary>
    Today,

    /// <summary>Due within the next three working days, today included.</summary>
    Three,

    /// <summary>Due within the next seven working days, today included.</summary>
    Seven,

    /// <summary>Due later than that.</summary>
    Later,

    /// <summary>No clock runs: not accepted yet, or paused.</summary>
    None,
}
