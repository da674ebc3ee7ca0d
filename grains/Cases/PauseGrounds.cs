using Grains.Catalogue;
using Grains.Clocks;

namespace Grains.Cases;

/// <summary>On what grounds a clock may lawfully stand (行政许可法 art. 45): these eight, and what a law cited by the item adds.</summary>
/// <remarks>An exam is none. A pause on another ground stops no clock and is a fault.</remarks>
public static class PauseGrounds
{
    /// <summary>Whether the clock stands.</summary>
    public static bool IsLawful(string? ground, ItemVersion? item) => ground
        is "hearing" or "tender" or "auction" or "inspection" or "testing" or "quarantine" or "appraisal" or "expert-review"
        || (ground is not null && item is { ExtraPauseGrounds.IsDefaultOrEmpty: false } && item.ExtraPauseGrounds.Contains(ground));

    /// <summary>The lawful pauses of a case; one that a decision or an end overtakes lasts until then, and one begun in a refused case is none.</summary>
    internal static ReadOnlySpan<Pause> Of(CaseState state, ItemVersion? item)
    {
        if (state.Suspensions.IsEmpty)
            return [];
        var pauses = new Pause[state.Suspensions.Length];
        var count = 0;
        foreach (var one in state.Suspensions)
        {
            if (Stops(state, one, item))
                pauses[count++] = new(one.From, one.Until is null || state.StoppedAt < one.Until ? state.StoppedAt : one.Until, one.Ground!) { RecordedAt = one.RecordedAt };
        }

        return pauses.AsSpan(0, count);
    }

    /// <summary>Whether this pause stops the clocks of its case.</summary>
    internal static bool Stops(CaseState state, Suspension pause, ItemVersion? item) => IsLawful(pause.Ground, item) && !BeganRefused(state, pause);

    /// <summary>Begun while the case stood refused: accepting it after all makes lawful nothing that was not, nor mends what was late by then.</summary>
    private static bool BeganRefused(CaseState state, Suspension pause)
    {
        if (state.Refusal is null)
            return false;
        foreach (var belated in state.Belated)
        {
            if (belated.AfterEnd && belated.EventId == pause.EventId)
                return true;
        }

        return false;
    }
}
