namespace Grains.Journal.Verification;

/// <summary>What a recount has put right.</summary>
/// <param name="Rows">Rows of figures and escalations, and signals that stood under another department than their case.</param>
/// <param name="Cases">Cases whose rows said otherwise than their events: they count for what they are, and the sweep folds them again.</param>
public readonly record struct Repaired(int Rows, int Cases);
