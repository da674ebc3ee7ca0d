using System.Globalization;
using Grains.Rules;
using Grains.Signals;

namespace Grains.Journal.Verification;

/// <summary>What an escalation tells of its signal.</summary>
internal sealed record EscalationLine(
    int Points, short Colour, short Status, bool Contradicted, string Rule, string Clause, DateTimeOffset TrueFrom, DateTimeOffset RaisedAt, EscalationNames Names)
{
    /// <summary>What a signal's state comes to.</summary>
    public static EscalationLine Of(SignalState state, EscalationNames names) => new(
        state.Points, (short)state.Colour, (short)state.Status, state.Contradicted, state.Rule, state.Clause, state.TrueFrom, state.RaisedAt, names);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rule}, {(Colour)Colour}, {(SignalStatus)Status}{(Contradicted ? ", contradicted" : "")}, points {Points}, true from {TrueFrom:O}, raised {RaisedAt:O}");
}
