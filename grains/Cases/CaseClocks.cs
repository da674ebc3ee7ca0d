using System.Collections.Immutable;
using Grains.Catalogue;
using Grains.Clocks;

namespace Grains.Cases;

/// <summary>Every clock of a case, as its view shows them; the judge computes the very same ones.</summary>
public static class CaseClocks
{
    /// <summary>The clocks, in the order of <see cref="ClockKind"/>, steps in the order of their passage.</summary>
    public static ImmutableArray<CaseClock> Of(CaseState told, in CaseJudging context)
    {
        var item = CaseJudge.Governing(told, context);
        var state = (item is null ? told : told.WithoutRetoldSteps(item.Flow)).HeededBy(item);
        var clocks = ImmutableArray.CreateBuilder<CaseClock>();
        var decision = DecisionClock.Of(state, item, context.Calendar);
        if (item is not null && AcceptanceClock.Of(state, item, context.Calendar) is { } accept)
            clocks.Add(Accept(accept, context.Now));
        AddDecision(clocks, state, decision, context.Now);
        if (item is null)
            return clocks.DrainToImmutable();
        for (var i = 0; i < state.Steps.Length; i++)
        {
            if (!state.IsOpenRetelling(i))
                AddStep(clocks, state, item, state.Steps[i], decision.Pauses, context);
        }

        if (state.Decision is { } ruling)
            AddAftermath(clocks, state, item, ruling, context);
        return clocks.DrainToImmutable();
    }

    private static CaseClock Accept(AcceptanceClock clock, DateTimeOffset now) =>
        Clock(ClockKind.Accept, null, clock.Start, clock.Limit, 0, clock.Clause, [], clock.Deadline, clock.AnsweredAt, now);

    private static void AddDecision(ImmutableArray<CaseClock>.Builder clocks, CaseState state, in DecisionClock decision, DateTimeOffset now)
    {
        ImmutableArray<Pause> pauses = [.. decision.Pauses];
        var start = decision.Start ?? state.FirstAt;
        if (decision.LegalLimit is { } legal)
        {
            clocks.Add(Clock(
                decision.ReportsUp ? ClockKind.Forward : ClockKind.Legal, null, start, legal, decision.LegalExtension, decision.LegalClause,
                pauses, decision.Legal, state.StoppedAt, now));
        }

        if (state.Promise is not null || decision.PromisedLimit is not null)
        {
            clocks.Add(Clock(
                ClockKind.Promised, null, start, decision.PromisedLimit, decision.PromisedExtension, null, pauses, decision.Promised,
                decision.PromiseDoneAt(state), now));
        }
    }

    private static void AddStep(
        ImmutableArray<CaseClock>.Builder clocks, CaseState state, ItemVersion item, StepVisit visit, ReadOnlySpan<Pause> pauses, in CaseJudging context)
    {
        if (visit.StartedAt is not { } started || item.Flow.IndexOf(visit.Step) is not (var at and >= 0) || item.Flow.Steps[at].Limit is not { } limit)
            return;
        clocks.Add(Clock(
            ClockKind.Step, visit.Step, started, limit, 0, null, [.. pauses],
            Deadline.Of(Clocks.Clock.Due(context.Calendar, started, limit, pauses)), StepFaults.DoneAt(state, visit, started), context.Now));
    }

    private static void AddAftermath(
        ImmutableArray<CaseClock>.Builder clocks, CaseState state, ItemVersion item, Ruling ruling, in CaseJudging context)
    {
        if (RulingFaults.PublicationLimit(item, ruling) is { } publish)
        {
            clocks.Add(Clock(
                ClockKind.Publish, null, ruling.At, publish, 0, null, [],
                Deadline.Of(Clocks.Clock.Due(context.Calendar, ruling.At, publish)), state.PublishedAt, context.Now));
        }

        if (item.DocumentDelivered && RulingFaults.DeliveryLimit(item, ruling) is { } deliver)
        {
            clocks.Add(Clock(
                ClockKind.Deliver, null, ruling.At, deliver, 0, item.Limits.Deliver is null ? LegalDefaults.Deliver.Clause : null, [],
                Deadline.Of(Clocks.Clock.Due(context.Calendar, ruling.At, deliver)), state.DeliveredAt, context.Now));
        }
    }

    private static CaseClock Clock(
        ClockKind kind, string? step, DateTimeOffset start, Limit? limit, int extension, string? clause, ImmutableArray<Pause> pauses,
        Deadline deadline, DateTimeOffset? doneAt, DateTimeOffset now) => new(
            kind, step, start, limit, extension, clause, pauses, deadline.Runs ? deadline.At : null, doneAt,
            deadline.MissedBy(doneAt ?? now), deadline.Runs && deadline.Provisional);
}
