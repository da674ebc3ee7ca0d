using System.Text.Json.Serialization;

namespace Grains.Clocks;

/// <summary>A time limit: so many units.</summary>
/// <remarks>An amount of 0 days or months ends with the starting day itself (即办), or, where that is a day off, with the next that is worked (民法典 art. 203); 0 hours are over at once.</remarks>
/// <param name="Amount">How many, 0 to <see cref="MaxAmount"/>.</param>
/// <param name="Unit">Of what.</param>
public readonly record struct Limit(int Amount, LimitUnit Unit)
{
    /// <summary>The longest limit that can be computed with; catalogue and interface refuse more (platform default).</summary>
    public const int MaxAmount = 10_000;

    /// <summary>Whether the amount can be computed with.</summary>
    [JsonIgnore]
    public bool IsValid => Amount is >= 0 and <= MaxAmount;

    /// <summary>Whether it may be set for an item: computable, and leaving some time to act: 0 hours leave none, 0 days end with the day itself.</summary>
    [JsonIgnore]
    public bool LeavesTime => IsValid && Enum.IsDefined(Unit) && this is not { Amount: 0, Unit: LimitUnit.Hours };

    /// <summary>So many working days.</summary>
    public static Limit WorkingDays(int amount) => new(amount, LimitUnit.WorkingDays);

    /// <summary>So many calendar days.</summary>
    public static Limit CalendarDays(int amount) => new(amount, LimitUnit.CalendarDays);

    /// <summary>So many elapsed hours.</summary>
    public static Limit Hours(int amount) => new(amount, LimitUnit.Hours);

    /// <summary>So many months.</summary>
    public static Limit Months(int amount) => new(amount, LimitUnit.Months);
}
