namespace Tenancy.Tree;

/// <summary>What a load does to a jurisdiction.</summary>
[Flags]
public enum TreeChangeKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is new.</summary>
    Created = 1,

    /// <summary>It has another name or code; the former ones are kept with their last day.</summary>
    Renamed = 2,

    /// <summary>It has another parent; the former one is kept with its last day.</summary>
    Moved = 4,

    /// <summary>It has another level or time zone.</summary>
    Altered = 8,
}
