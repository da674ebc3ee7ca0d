namespace Tenancy;

/// <summary>The level at which a jurisdiction stands in the tree; siblings and parents may skip levels.</summary>
public enum Level
{
    /// <summary>省.</summary>
    Province = 1,

    /// <summary>市.</summary>
    City = 2,

    /// <summary>县, 区.</summary>
    County = 3,

    /// <summary>乡镇, 街道.</summary>
    Township = 4,

    /// <summary>开发区: a development zone, under any other level.</summary>
    Zone = 5,
}
