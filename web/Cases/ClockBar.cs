using System.Collections.Immutable;
using System.Globalization;
using Grains.Cases;

namespace Web.Cases;

/// <summary>A clock as a bar on the time line that all clocks of a case share.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Run">From its start to its end or to now.</param>
/// <param name="Pauses">The lawful pauses within.</param>
/// <param name="Beyond">What lies past its deadline; null = nothing.</param>
/// <param name="Due">Where its deadline stands, in percent; null while it stands in a pause.</param>
public sealed record ClockBar(CaseClock Clock, ClockBar.Span Run, ImmutableArray<ClockBar.Span> Pauses, ClockBar.Span? Beyond, string? Due)
{
    /// <summary>A stretch of a bar, in percent of the whole line.</summary>
    /// <param name="From">Left edge.</param>
    /// <param name="Width">Width.</param>
    public readonly record struct Span(string From, string Width);

    /// <summary>The bars of a case's clocks.</summary>
    /// <param name="clocks">The clocks.</param>
    /// <param name="now">Now.</param>
    public static ImmutableArray<ClockBar> Of(ImmutableArray<CaseClock> clocks, DateTimeOffset now)
    {
        if (clocks.IsEmpty)
            return [];
        var first = clocks.Min(c => c.Start);
        var last = clocks.Max(c => Latest(c, now));
        return [.. clocks.Select(c => Of(c, new Scale(first, last), now))];
    }

    private static ClockBar Of(CaseClock clock, Scale scale, DateTimeOffset now)
    {
        var until = clock.DoneAt ?? now;
        return new(
            clock, scale.Stretch(clock.Start, until),
            [.. clock.Pauses.Where(p => p.From < until).Select(p => scale.Stretch(p.From, p.Until is { } end && end < until ? end : until))],
            clock.DueAt is { } late && until > late ? scale.Stretch(late, until) : null,
            clock.DueAt is { } due ? Scale.Percent(scale.At(due)) : null);
    }

    private static DateTimeOffset Latest(CaseClock clock, DateTimeOffset now)
    {
        var until = clock.DoneAt ?? now;
        return clock.DueAt is { } due && due > until ? due : until;
    }

    private readonly record struct Scale(DateTimeOffset First, DateTimeOffset Last)
    {
        public double At(DateTimeOffset at) => Last <= First ? 0 : Math.Clamp((at - First) / (Last - First) * 100, 0, 100);

        public Span Stretch(DateTimeOffset from, DateTimeOffset until) => new(Percent(At(from)), Percent(Math.Max(At(until) - At(from), .4)));

        public static string Percent(double value) => value.ToString("0.##'%'", CultureInfo.InvariantCulture);
    }
}
