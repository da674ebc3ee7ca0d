using Grains.Rules;
using Grains.Signals;

namespace Web.Signals;

/// <summary>A line of the list of signals.</summary>
/// <param name="Id">Id of the signal.</param>
/// <param name="Colour">Its colour now.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Rule">Code of the rule.</param>
/// <param name="Clause">The clause cited.</param>
/// <param name="Points">Tenths of a point.</param>
/// <param name="Department">Id of the department.</param>
/// <param name="Case">Id of the case; null where the signal is on a department.</param>
/// <param name="CaseNumber">Number of the case.</param>
/// <param name="TrueFrom">Since when it is so, UTC.</param>
/// <param name="RaisedAt">When it was raised, UTC.</param>
/// <param name="Contradicted">Whether a later fact speaks against it.</param>
/// <param name="RulebookVersion">The version of the rulebook it rests on; null where its snapshot cannot be read.</param>
public sealed record SignalLine(
    long Id, Colour Colour, SignalStatus Status, string Rule, string Clause, int Points,
    int Department, long? Case, string? CaseNumber, DateTimeOffset TrueFrom, DateTimeOffset RaisedAt, bool Contradicted, int? RulebookVersion);

/// <summary>A page of the list.</summary>
/// <param name="Lines">Newest first.</param>
/// <param name="Next">Where the next page begins; null when there is none.</param>
public sealed record SignalPage(IReadOnlyList<SignalLine> Lines, SignalCursor? Next);
