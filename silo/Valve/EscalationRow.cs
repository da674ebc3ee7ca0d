namespace Silo.Valve;

/// <summary>An escalation summary on its way: what, where, since when, how serious; no applicant, no handler.</summary>
internal sealed record EscalationRow(
    int Origin, int Epoch, long Version, long Signal, DateTime TrueFrom, DateTime RaisedAt, int Points, short ItemKind, short Colour,
    short Status, bool Contradicted, string Rule, string Clause, string Department, string Item);
