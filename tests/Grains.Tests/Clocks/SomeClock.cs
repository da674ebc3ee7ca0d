using FsCheck;
using FsCheck.Fluent;
using Grains.Clocks;

namespace Grains.Tests.Clocks;

/// <summary>Random starts, limits and pauses, from before the coverage to after it.</summary>
internal sealed record SomeClock(DateTimeOffset Start, Limit Limit, Pause[] Pauses)
{
    private static readonly DateTimeOffset Origin = new(2015, 6, 1, 0, 0, 0, TimeSpan.Zero);

    // Every hour of twelve years: midnight of Asia/Shanghai is among them and comes up often enough.
    private static Gen<DateTimeOffset> Instants { get; } = Gen.Choose(0, 12 * 366 * 24).Select(hour => Origin.AddHours(hour));

    private static Gen<Limit> Limits { get; } =
        from unit in Gen.Choose(1, 4)
        from amount in Gen.Choose(0, unit == (int)LimitUnit.Hours ? 200 : unit == (int)LimitUnit.Months ? 18 : 90)
        select new Limit(amount, (LimitUnit)unit);

    private static Gen<Pause[]> PausesAfter(DateTimeOffset start) =>
        from count in Gen.Choose(0, 5)
        from pauses in PauseAfter(start).ArrayOf(count)
        select pauses;

    private static Gen<Pause> PauseAfter(DateTimeOffset start) =>
        from begin in Gen.Choose(-72, 60 * 24)
        from length in Gen.Choose(-5, 20 * 24)
        from open in Gen.Choose(0, 9)
        let at = start.AddHours(begin)
        select new Pause(at, open == 0 ? null : at.AddHours(length), "检验");

    public static Arbitrary<SomeClock> Any { get; } = (
        from start in Instants
        from limit in Limits
        from pauses in PausesAfter(start)
        select new SomeClock(start, limit, pauses)).ToArbitrary();

    public override string ToString() => $"{Start:u} {Limit} [{string.Join(", ", Pauses)}]";
}
