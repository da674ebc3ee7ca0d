using System.Collections.Immutable;
using Grains.Rules;

namespace Grains.Signals;

/// <summary>The grain of one signal: one fault of one subject, once and for all.</summary>
public static class Signal
{
    /// <summary>What a command comes to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such command.</exception>
    public static SignalDecision Decide(SignalState state, SignalCommand command) => (state, command) switch
    {
        ({ Status: SignalStatus.None }, SignalCommand.Raise raise) => new SignalEvent.Raised(raise.At, raise.Fault, raise.Grounds),
        (_, SignalCommand.Raise raise) when raise.Fault.Key != state.Fault => new SignalRefusal.OtherFault(state.Fault),
        (_, SignalCommand.Raise raise) => Bring(state, raise),
        ({ Status: SignalStatus.None }, _) => new SignalRefusal.NotRaised(),
        ({ Stands: false }, SignalCommand.Retract) => SignalDecision.Nothing,
        (_, SignalCommand.Retract) when state.Kind.IsLasting() => SignalDecision.Nothing,
        (_, SignalCommand.Retract retract) when state.Kind.IsPassing() => new SignalEvent.Lapsed(retract.At),
        (_, SignalCommand.Retract retract) => new SignalEvent.Contradicted(retract.At),
        ({ Status: SignalStatus.Lapsed }, SignalCommand.Confirm) => new SignalRefusal.AlreadyLapsed(),
        ({ Status: SignalStatus.Confirmed }, SignalCommand.Confirm) => SignalDecision.Nothing,
        ({ Contradicted: true }, SignalCommand.Confirm) => new SignalRefusal.IsContradicted(),
        (_, SignalCommand.Confirm confirm) => new SignalEvent.Confirmed(confirm.At, confirm.By),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
    };

    /// <summary>The state after an event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such event.</exception>
    public static SignalState Evolve(SignalState state, SignalEvent happened) => happened switch
    {
        SignalEvent.Raised raised => Raised(raised),
        SignalEvent.Escalated grown => state with { Colour = grown.Colour, Points = grown.Points },
        SignalEvent.Moderated eased => state with { Colour = eased.Colour, Points = eased.Points },
        SignalEvent.Restated restated => state with
        {
            Colour = restated.Fault.Colour,
            Points = restated.Fault.Points,
            Clause = restated.Fault.Clause,
            RulebookVersion = restated.Fault.RulebookVersion,
            Grounds = restated.Grounds,
            TrueFrom = restated.Fault.TrueFrom,
            Facts = restated.Fault.Facts,
        },
        SignalEvent.Contradicted => state with { Contradicted = true },
        SignalEvent.Reinstated back => state with
        {
            Contradicted = false,
            Status = state.ConfirmedAt is null ? SignalStatus.Raised : SignalStatus.Confirmed,
            Colour = back.Colour,
            Points = back.Points,
        },
        SignalEvent.Lapsed => state with { Status = SignalStatus.Lapsed },
        SignalEvent.Confirmed confirmed => state with { Status = SignalStatus.Confirmed, ConfirmedBy = confirmed.By, ConfirmedAt = confirmed.At },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "No such event."),
    };

    /// <summary>What makes a raised signal say what its fault is now: whether it stands, its colour, and since when it is true.</summary>
    private static SignalDecision Bring(SignalState state, SignalCommand.Raise raise)
    {
        var fault = raise.Fault;
        var events = ImmutableArray.CreateBuilder<SignalEvent>(2);
        if (!state.Stands)
            events.Add(new SignalEvent.Reinstated(raise.At, fault.Colour, fault.Points));
        else if (fault.Colour > state.Colour)
            events.Add(new SignalEvent.Escalated(raise.At, fault.Colour, fault.Points));
        else if (fault.Colour < state.Colour)
            events.Add(new SignalEvent.Moderated(raise.At, fault.Colour, fault.Points));
        if (fault.TrueFrom != state.TrueFrom && !fault.Kind.IsLasting())
            events.Add(new SignalEvent.Restated(raise.At, fault, raise.Grounds));
        return new(events.DrainToImmutable(), null);
    }

    private static SignalState Raised(SignalEvent.Raised raised)
    {
        var fault = raised.Fault;
        return SignalState.New with
        {
            Status = SignalStatus.Raised,
            Fault = fault.Key,
            Rule = fault.Rule,
            Kind = fault.Kind,
            Colour = fault.Colour,
            Points = fault.Points,
            Clause = fault.Clause,
            RulebookVersion = fault.RulebookVersion,
            Grounds = raised.Grounds,
            TrueFrom = fault.TrueFrom,
            RaisedAt = raised.At,
            Facts = fault.Facts,
        };
    }
}
