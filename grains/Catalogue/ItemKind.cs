using System.Text.Json.Serialization;

namespace Grains.Catalogue;

/// <summary>Kind of a catalogue item: GB/T 39046 A.1 and the free ranges it leaves for extension.</summary>
[JsonConverter(typeof(KebabEnum<ItemKind>))]
public enum ItemKind : byte
{
    /// <summary>行政许可.</summary>
    Permit = 1,

    /// <summary>行政处罚.</summary>
    Penalty = 2,

    /// <summary>行政强制.</summary>
    Coercion = 3,

    /// <summary>行政征收.</summary>
    Levy = 4,

    /// <summary>行政给付.</summary>
    Benefit = 5,

    /// <summary>行政检查.</summary>
    Inspection = 6,

    /// <summary>行政确认.</summary>
    Confirmation = 7,

    /// <summary>行政奖励.</summary>
    Reward = 8,

    /// <summary>行政裁决.</summary>
    Adjudication = 9,

    /// <summary>其他类别事项.</summary>
    Other = 10,

    /// <summary>非行政许可审批, abolished in May 2015.</summary>
    NonPermitApproval = 11,

    /// <summary>登记.</summary>
    Registration = 12,

    /// <summary>公共资源交易: land auction, procurement, tendering.</summary>
    PublicResourceTransaction = 13,

    /// <summary>公共服务事项.</summary>
    PublicService = 20,
}
