using System.Text.Json.Serialization;

namespace Grains.Catalogue;

/// <summary>How far a version of an item has come in its life; the numbers stand in <c>item_version.status</c>.</summary>
[JsonConverter(typeof(KebabEnum<ItemStatus>))]
public enum ItemStatus : byte
{
    /// <summary>起草.</summary>
    Draft = 0,

    /// <summary>初核: checked by the department's office.</summary>
    Checked = 1,

    /// <summary>审定: settled and signed by the department's head.</summary>
    Settled = 2,

    /// <summary>审查: reviewed by every office that must.</summary>
    Reviewed = 3,

    /// <summary>公布: published with an effective date.</summary>
    Published = 4,

    /// <summary>废止: retired; cases accepted before are still judged by it.</summary>
    Retired = 5,
}
