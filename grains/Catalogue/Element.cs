using System.Text.Json.Serialization;

namespace Grains.Catalogue;

/// <summary>The fourteen elements of an item (事项十四要素, domain.md), and what stands beside them.</summary>
[JsonConverter(typeof(KebabEnum<Element>))]
public enum Element : byte
{
    /// <summary>Code, department and kind: what makes it an item at all.</summary>
    Identity = 0,

    /// <summary>事项名称.</summary>
    Name = 1,

    /// <summary>设定依据.</summary>
    LegalBasis = 2,

    /// <summary>实施主体 and deciding post.</summary>
    Authority = 3,

    /// <summary>受理条件.</summary>
    Conditions = 4,

    /// <summary>数量限制.</summary>
    QuantityLimit = 5,

    /// <summary>申请材料.</summary>
    Materials = 6,

    /// <summary>表格与示范文本.</summary>
    Forms = 7,

    /// <summary>办理流程.</summary>
    Procedure = 8,

    /// <summary>法定时限.</summary>
    LegalLimit = 9,

    /// <summary>承诺时限.</summary>
    PromisedLimit = 10,

    /// <summary>收费依据与标准.</summary>
    Fees = 11,

    /// <summary>责任处室, 责任岗位, 电话.</summary>
    Office = 12,

    /// <summary>办理结果.</summary>
    Result = 13,

    /// <summary>监督投诉渠道.</summary>
    ComplaintChannel = 14,

    /// <summary>裁量基准, beside the fourteen.</summary>
    Discretion = 15,
}
