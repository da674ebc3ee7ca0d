using System.Collections.Immutable;
using Grains.Catalogue;

namespace Grains.Cases;

/// <summary>The moves of a case's deadline, and the case as it would be without some of them.</summary>
internal static class DeadlineMoves
{
    /// <summary>Those on which the deadline rests: pauses begun before the clock stopped, in order, and the extension that counts.</summary>
    public static ImmutableArray<DeadlineMove> Of(CaseState state, ItemVersion? item, in DecisionClock clock)
    {
        var moves = ImmutableArray.CreateBuilder<DeadlineMove>();
        for (var i = 0; i < state.Suspensions.Length; i++)
        {
            var pause = state.Suspensions[i];
            if (PauseGrounds.Stops(state, pause, item) && !(state.StoppedAt <= pause.From))
                moves.Add(new(pause.EventId, CaseEventKind.Suspended, i, pause.From, pause.RecordedAt, pause.ToldAt, pause.Ground));
        }

        if (clock.LegalExtension > 0 && DecisionClock.Granted(state) is { } granted)
            moves.Add(new(granted.EventId, CaseEventKind.Extended, state.Extensions.IndexOf(granted), granted.At, granted.RecordedAt, granted.ToldAt, null));
        return moves.DrainToImmutable();
    }

    /// <summary>
    /// The case as it would be had these not happened. A pause whose place one of them took goes on in its stead, and no other
    /// extension counts instead of the one that does.
    /// </summary>
    public static CaseState Without(this CaseState state, IReadOnlyCollection<DeadlineMove> moves)
    {
        if (moves.Count == 0)
            return state;
        var (taken, extended) = (new bool[state.Suspensions.Length], false);
        foreach (var move in moves)
        {
            if (move.Kind == CaseEventKind.Suspended)
                taken[move.Index] = true;
            else
                extended = true;
        }

        var pauses = ImmutableArray.CreateBuilder<Suspension>(state.Suspensions.Length);
        for (var i = 0; i < state.Suspensions.Length; i++)
        {
            var pause = state.Suspensions[i];
            if (!taken[i])
                pauses.Add(pause);
            else if (pauses.Count > 0 && pauses[^1].Until == pause.From && !pauses[^1].Resumed)
                pauses[^1] = pauses[^1] with { Until = pause.Until, Resumed = pause.Resumed };
        }

        return state with
        {
            Suspensions = pauses.DrainToImmutable(),
            Extensions = extended ? [] : state.Extensions,
        };
    }
}
