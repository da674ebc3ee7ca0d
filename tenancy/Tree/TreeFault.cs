namespace Tenancy.Tree;

/// <summary>What is wrong with a tree file, or why it cannot be loaded.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Where">JSON path or key of the jurisdiction.</param>
/// <param name="Message">What is wrong, and what is expected.</param>
public sealed record TreeFault(string Code, string Where, string Message);
