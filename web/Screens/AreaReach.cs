namespace Web.Screens;

/// <summary>Where a person must be permitted what an area needs.</summary>
public enum AreaReach
{
    /// <summary>In the own jurisdiction, or in a department of it.</summary>
    Home,

    /// <summary>For the whole of the own jurisdiction: what is there belongs to no department.</summary>
    Whole,

    /// <summary>There or anywhere below: the area shows what is below, too.</summary>
    Below,
}
