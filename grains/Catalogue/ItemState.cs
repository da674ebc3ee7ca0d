using System.Collections.Immutable;

namespace Grains.Catalogue;

/// <summary>An item as its history makes it.</summary>
/// <param name="Versions">By number, ascending; at most the last is not published yet.</param>
public sealed record ItemState(ImmutableArray<ItemState.Version> Versions)
{
    /// <summary>An item nobody has written yet.</summary>
    public static readonly ItemState None = new([]);

    /// <summary>The version that is still being written; null = none.</summary>
    public Version? Open => Versions is [.., { Status: < ItemStatus.Published } last] ? last : null;

    /// <summary>The version published last; null = none.</summary>
    public Version? Latest => Published.FirstOrDefault();

    /// <summary>What was published, newest first.</summary>
    public IEnumerable<Version> Published => Versions.Reverse().Where(v => v.Status >= ItemStatus.Published);

    /// <summary>The earliest first day of the version being written, or of that published last where none is, when it is published today.</summary>
    /// <remarks>A version that follows another begins tomorrow: by the other, cases of today have been judged.</remarks>
    /// <param name="today">Today in the jurisdiction's zone.</param>
    public DateOnly FirstDayFrom(DateOnly today) => (Open ?? Latest) is { Number: > 1 } ? today.AddDays(1) : today;

    /// <summary>One version.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Status">How far it has come.</param>
    /// <param name="Content">The document.</param>
    /// <param name="Reviews">The offices that have reviewed it.</param>
    /// <param name="EffectiveFrom">First day on which it applies.</param>
    /// <param name="EffectiveUntil">First day on which it no longer applies.</param>
    public sealed record Version(
        int Number, ItemStatus Status, ItemContent Content, ImmutableArray<ReviewOffice> Reviews,
        DateOnly? EffectiveFrom = null, DateOnly? EffectiveUntil = null)
    {
        /// <summary>The earliest first day of a retirement that is decided today: tomorrow, and later than the version's own first day.</summary>
        /// <param name="today">Today in the jurisdiction's zone.</param>
        public DateOnly RetirementFrom(DateOnly today) => RetirementFrom(EffectiveFrom, today);

        /// <summary>The same for a version that applies from a day on.</summary>
        /// <param name="from">Its first day; null = none yet.</param>
        /// <param name="today">Today in the jurisdiction's zone.</param>
        public static DateOnly RetirementFrom(DateOnly? from, DateOnly today) =>
            from == DateOnly.MaxValue ? DateOnly.MaxValue : (from > today ? from.Value : today).AddDays(1);
    }
}
