namespace Tenancy.Tree;

/// <summary>What a load did, or why it did nothing.</summary>
/// <param name="Changes">What was changed; empty when the tree was as the file has it already.</param>
/// <param name="Faults">Why nothing was changed; empty when it was.</param>
public sealed record TreeLoad(IReadOnlyList<TreeChange> Changes, IReadOnlyList<TreeFault> Faults);
