using Grains.Signals;

namespace Grains.Journal;

/// <summary>What signals are raised on inside a transaction: a case, or a department.</summary>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Case">Id of the case; null for a department.</param>
/// <param name="Department">Id of the department.</param>
/// <param name="ItemKind">Kind of the case's item; 0 for a department.</param>
/// <param name="Item">The case's item; null for a department.</param>
/// <param name="Signals">Every signal ever raised on it; brought up to date here.</param>
/// <param name="Escalates">Grave signals are told upward; imported history is not.</param>
internal sealed record Subject(
    TenantWork Tenant, long? Case, int Department, short ItemKind, int? Item, List<RaisedSignal> Signals, bool Escalates);
