using System.Collections.Immutable;

namespace Web.Demo;

/// <summary>One case of the permit log with its times counted from the instant it was accepted.</summary>
/// <param name="Applied">When it was applied for; nearly always before acceptance, so negative.</param>
/// <param name="Promised">By when its end was promised.</param>
/// <param name="Ended">When it ended; null when the log ends first. Negative: it was registered after its end.</param>
/// <param name="Channel">How the application came in.</param>
/// <param name="Steps">What was done, in order.</param>
internal sealed record TapeCase(
    TimeSpan Applied, TimeSpan Promised, TimeSpan? Ended, string Channel, ImmutableArray<TapeStep> Steps)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Whether it was entered only after it had ended: a fault of the real log.</summary>
    public bool EnteredAfterEnd => Ended < TimeSpan.Zero;

    /// <summary>Whether it ended after the instant promised for it: a fault of the real log.</summary>
    public bool Late => Ended > Promised;

    /// <summary>The case at another promise, everything beyond its first hour in proportion: late stays late.</summary>
    public TapeCase PromisedWithin(TimeSpan promise)
    {
        var factor = Promised > Hour ? Math.Max((promise - Hour) / (Promised - Hour), 0.001) : 1;
        TimeSpan Scale(TimeSpan at) => at > Hour ? Hour + ((at - Hour) * factor) : at;
        return this with
        {
            Promised = Scale(Promised),
            Ended = Ended is { } ended ? Scale(ended) : null,
            Steps = [.. Steps.Select(step => step with { At = Scale(step.At) })],
        };
    }
}

/// <summary>One step of a case.</summary>
/// <param name="Step">Its code, T02 to T20.</param>
/// <param name="At">When, counted from acceptance.</param>
/// <param name="Handler">Who, as the log numbers them.</param>
internal sealed record TapeStep(string Step, TimeSpan At, string Handler);
