using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>Judges a case: deadlines, faults, and when to look again. Pure; nothing here depends on the order of arrival.</summary>
public static class CaseJudge
{
    /// <summary>Grows when the same facts come to another row of the case than before, so that an upgraded installation judges its cases again once.</summary>
    internal const byte Version = 3;

    /// <summary>What the case amounts to.</summary>
    /// <remarks>
    /// Imported history (<see cref="CaseState.IsHistory"/>) is judged as of its own time: no reminders, no deemed acceptance, no
    /// rules on the quality of data, and by an item version only where that version was in force.
    /// </remarks>
    public static Judgement Judge(CaseState told, in CaseJudging context)
    {
        var item = Governing(told, context);
        if (item is not null)
            told = told.WithoutRetoldSteps(item.Flow);
        var state = told.HeededBy(item);
        var docket = new Docket(context.Rules, context.Calendar, context.Now, context.Item?.Department ?? 0, context.Item?.Kind ?? default);
        var clock = DecisionClock.Of(state, item, context.Calendar);

        var accepts = BySilence(state, item, context.ItemRetired);
        List<AcceptanceClock>? doubtful = null;
        var accepting = accepts is null ? null : AcceptanceClock.Of(state, accepts, docket.Calendar, out doubtful);
        if (doubtful is not null)
        {
            foreach (var round in doubtful)
                Await(ref docket, round);
        }

        var silence = Silence(ref docket, state, accepting);
        var backdated = state.AllHistory ? "" : BackdatedFaults.Find(ref docket, state, item, clock);
        if (accepts is not null && LateAnswerFaults.Find(ref docket, state, accepts, clock) is { } answer)
            backdated = backdated.Length == 0 ? answer : $"{answer}, {backdated}";
        DeadlineFaults.Find(ref docket, state, clock, backdated);
        PauseFaults.Find(ref docket, state, item);
        ExtensionFaults.Find(ref docket, state, item);
        SupplementFaults.Find(ref docket, state);
        if (state.Refusal is not null || state.Decision is not null)
            RulingFaults.Find(ref docket, state, item, context.Calendar);
        if (!state.Belated.IsEmpty)
            BelatedFaults.Find(ref docket, state, item);
        if (item is not null)
        {
            StepFaults.Find(ref docket, state, item, clock.Pauses);
            FlowFaults.Find(ref docket, told, item);
            ChargeFaults.Find(ref docket, state, item);
            RetirementFaults.Find(ref docket, state, item, context.ItemRetired);
        }

        SpeedFaults.Find(ref docket, state, item);
        if (state.StoppedAt is null && context.Rules.NextChangeAfter(context.Now) is { } change)
            docket.HasCome(change);
        return Sum(ref docket, state, clock, accepting, silence);
    }

    /// <summary>An item version judges imported history only where it was in force then.</summary>
    internal static ItemVersion? Governing(CaseState state, in CaseJudging context) =>
        context.Item is { } item && state.IsHistory && state.OpenedAt is { } opened && context.Calendar.Zone.DayOf(opened) < item.EffectiveFrom
            ? null
            : context.Item;

    /// <summary>The item version by which an office's silence counts as acceptance; null where silence says nothing.</summary>
    private static ItemVersion? BySilence(CaseState state, ItemVersion? item, bool retired) =>
        item is null || item.Kind.IsExOfficio() || retired || state.AllHistory || state.StatedEndAt is not null ? null : item;

    /// <summary>The round that the office let pass without a word; null while it has answered in time, or still can.</summary>
    private static AcceptanceClock? Silence(ref Docket docket, CaseState state, AcceptanceClock? accepting)
    {
        if (accepting is { Deadline.Provisional: true } last)
            Await(ref docket, last);
        return accepting is { IsUnanswered: true, Deadline.Binds: true } clock && !IsRecorded(state, clock) && docket.HasCome(clock.Deadline.LateFrom) ? clock : null;
    }

    private static void Await(ref Docket docket, in AcceptanceClock round) => docket.AwaitPaper(round.Deadline.Day, round.Start, round.AnsweredAt);

    /// <summary>A receipt that came to light later may show that the silence began earlier than was recorded.</summary>
    private static bool IsRecorded(CaseState state, AcceptanceClock clock)
    {
        // The same fact once more could only fold as it did before.
        if (state.Silences.Contains(new(clock.Start, clock.Deadline.LateFrom)))
            return true;
        return state.DeemedAt is { } recorded
            && (clock.Deadline.LateFrom > recorded || (clock.Deadline.LateFrom == recorded && clock.Start >= state.AcceptedAt));
    }

    private static Judgement Sum(ref Docket docket, CaseState state, in DecisionClock clock, AcceptanceClock? accepting, AcceptanceClock? silence)
    {
        var (inForce, stopped) = (clock.InForce, state.StoppedAt);
        // Before acceptance what is asked of the office is its answer, also where the case carries a promised end already.
        var answering = stopped is null && state.AcceptedAt is null && accepting is { AnsweredAt: null, Deadline.Runs: true } open ? open.Deadline : Deadline.None;
        return new(
            docket.Faults,
            DueAt: answering.Runs ? answering.At : stopped is null && inForce.Runs ? inForce.At : null,
            Late: stopped is { } at && (clock.Legal.MissedBy(at) || clock.Promised.MissedBy(clock.PromiseDoneAt(state)!.Value)),
            Overdue: stopped is null && clock.Binding.MissedBy(docket.Now),
            DeemAcceptedAt: silence?.Start,
            docket.NextCheckAt,
            Provisional: inForce.Runs && (clock.Legal.Provisional || clock.Promised.Provisional))
        {
            StoppedAt = stopped,
            SilentFrom = silence?.Deadline.LateFrom,
        };
    }
}
