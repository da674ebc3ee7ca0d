namespace Silo.Seals;

/// <summary>The folder outside the databases in which seals are kept too (<c>Platform:Seals</c>).</summary>
/// <param name="Path">Created with the first seal.</param>
public sealed record SealFolder(string Path);
