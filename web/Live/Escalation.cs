namespace Web.Live;

/// <summary>A red signal as it is told upward: what, where, since when, how serious; no applicant, no handler.</summary>
/// <param name="Jurisdiction">Key of the jurisdiction where it was raised.</param>
/// <param name="Name">Its name.</param>
/// <param name="Signal">Number of the signal within that jurisdiction.</param>
/// <param name="Department">Name of the department.</param>
/// <param name="Item">Name of the item; empty where the signal belongs to none.</param>
/// <param name="Rule">Code of the rule.</param>
/// <param name="Clause">The clause cited.</param>
/// <param name="Points">Points, to one decimal.</param>
/// <param name="Colour">green, yellow or red.</param>
/// <param name="Status">Number of the signal's state, as it stands in its own jurisdiction.</param>
/// <param name="TrueFrom">Since when it is so, UTC.</param>
/// <param name="RaisedAt">When it was raised, UTC.</param>
/// <param name="Contradicted">Whether a later fact contradicts it.</param>
/// <param name="Version">Grows with every change of it.</param>
public sealed record Escalation(
    string Jurisdiction, string Name, long Signal, string Department, string Item, string Rule, string Clause, decimal Points,
    string Colour, short Status, DateTimeOffset TrueFrom, DateTimeOffset RaisedAt, bool Contradicted, long Version);
