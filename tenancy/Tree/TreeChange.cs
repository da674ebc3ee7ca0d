namespace Tenancy.Tree;

/// <summary>One difference between the tree as it is and as a file has it.</summary>
/// <param name="Kind">What is different.</param>
/// <param name="Key">Key of the jurisdiction.</param>
/// <param name="Code">Division code from now on.</param>
/// <param name="Name">Name from now on.</param>
/// <param name="Level">Level from now on.</param>
/// <param name="Parent">Key of the parent from now on; null for a root.</param>
/// <param name="Zone">Time zone from now on.</param>
/// <param name="Placement">Name of the data database.</param>
public sealed record TreeChange(
    TreeChangeKind Kind, string Key, string Code, string Name, Level Level, string? Parent, string Zone, string Placement);
