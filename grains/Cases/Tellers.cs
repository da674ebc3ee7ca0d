namespace Grains.Cases;

/// <summary>By which ways one and the same thing was told of a case: two systems may each tell it once.</summary>
/// <param name="Bits">One bit for each <see cref="CaseSource"/>, the first for the first.</param>
public readonly record struct Tellers(byte Bits)
{
    /// <summary>Nobody told it.</summary>
    public static readonly Tellers None;

    /// <summary>Whether it was told by this way.</summary>
    public bool Has(CaseSource source) => (Bits & Bit(source)) != 0;

    /// <summary>Whether any of those told it, too.</summary>
    public bool HasAny(Tellers others) => (Bits & others.Bits) != 0;

    /// <summary>Whether another than those told it, too.</summary>
    public bool HasOther(Tellers those) => (Bits & ~those.Bits) != 0;

    /// <summary>These and this way.</summary>
    public Tellers With(CaseSource source) => new((byte)(Bits | Bit(source)));

    /// <summary>These and those.</summary>
    public Tellers And(Tellers others) => new((byte)(Bits | others.Bits));

    /// <summary>Whether two instants may be one by the clocks of two systems: up to an hour apart (platform default).</summary>
    /// <param name="first">The earlier one.</param>
    /// <param name="again">The later one.</param>
    public static bool IsNear(DateTimeOffset first, DateTimeOffset again) => again - first <= TimeSpan.FromHours(1);

    /// <summary>Whether the later may tell the earlier again by another way, as somebody who types in what he did that day: within a day (platform default).</summary>
    /// <param name="first">The earlier one.</param>
    /// <param name="again">The later one.</param>
    public static bool IsWithinADay(DateTimeOffset first, DateTimeOffset again) => again - first < TimeSpan.FromDays(1);

    private static int Bit(CaseSource source) => 1 << ((int)source - 1);
}
