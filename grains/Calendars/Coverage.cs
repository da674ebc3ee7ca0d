namespace Grains.Calendars;

/// <summary>The days of which a calendar knows for certain what they are, both ends included.</summary>
/// <remarks>
/// <para>The arrangement of year Y settles 1 January to 24 December of Y. The last seven days of December are
/// settled by the arrangement of Y+1 together with that of Y, because New Year's holiday may begin on
/// 30 December and be paid for on the weekend before it (paper of 2019: make-up day 2018-12-29, days off 12-30
/// and 12-31; paper of 2023: day off 2022-12-31). Spring Festival begins on 20 January or later and reaches no December.</para>
/// <para>So the arrangements of 2016 to 2026 cover 2016-01-01 to 2026-12-24. Where a year between is missing,
/// the coverage is that of the last unbroken run of years.</para>
/// </remarks>
/// <param name="From">The first covered day.</param>
/// <param name="To">The last covered day.</param>
public readonly record struct Coverage(DateOnly From, DateOnly To)
{
    /// <summary>The last day of December that a year's own arrangement settles without the next one.</summary>
    public const int LastDecemberDayOfItsOwnYear = 24;

    /// <summary>No day at all.</summary>
    public static Coverage None { get; } = new(DateOnly.MaxValue, DateOnly.MinValue);

    /// <summary>Whether the day is settled.</summary>
    public bool Includes(DateOnly day) => From <= day && day <= To;

    /// <summary>What the arrangements of these years settle.</summary>
    /// <param name="years">The years of the papers, in any order, repeated or not.</param>
    public static Coverage Of(IEnumerable<int> years)
    {
        var known = years.ToHashSet();
        if (known.Count == 0)
            return None;
        var last = known.Max();
        var first = last;
        while (known.Contains(first - 1))
            first--;
        return new(new DateOnly(first, 1, 1), new DateOnly(last, 12, LastDecemberDayOfItsOwnYear));
    }
}
