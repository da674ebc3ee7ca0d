namespace Grains.Journal.Aside;

/// <summary>What kind of grain was set aside; the numbers stand in the table.</summary>
public enum AsideKind : short
{
    /// <summary>A case, by its id.</summary>
    Case = 1,

    /// <summary>A department, by its id.</summary>
    Department = 2,
}
