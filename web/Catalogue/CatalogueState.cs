using System.Text.Json.Serialization;
using Grains;

namespace Web.Catalogue;

/// <summary>Where an item stands, as lists filter it.</summary>
[JsonConverter(typeof(KebabEnum<CatalogueState>))]
public enum CatalogueState
{
    /// <summary>A version of it applies today.</summary>
    InForce,

    /// <summary>A version of it is being written or reviewed.</summary>
    BeingWritten,

    /// <summary>It is retired, or will be.</summary>
    Retired,

    /// <summary>A version of it is being written that still lacks something.</summary>
    Incomplete,

    /// <summary>A version of it is published and does not apply yet.</summary>
    Coming,
}
