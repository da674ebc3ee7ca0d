using System.Collections.Immutable;
using Grains.Calendars;
using Grains.Clocks;

namespace Web.Calendars;

/// <summary>A deadline somebody asks for.</summary>
/// <param name="Start">The starting event.</param>
/// <param name="Limit">How long.</param>
/// <param name="Pauses">When the clock stood.</param>
public sealed record DueQuestion(DateTimeOffset Start, Limit Limit, ImmutableArray<Pause> Pauses)
{
    /// <summary>The answer with its reasons.</summary>
    public Explanation Answer(WorkCalendar calendar) => Clock.Explain(calendar, Start, Limit, Pauses.AsSpan());
}
