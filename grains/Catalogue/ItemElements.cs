using System.Collections.Immutable;

namespace Grains.Catalogue;

/// <summary>The elements of an item that people read (the fourteen of domain.md, less those with a type of their own).</summary>
public sealed record ItemElements
{
    /// <summary>设定依据: legal basis.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>实施主体: the authority, organ.</summary>
    public string? Authority { get; init; }

    /// <summary>受理条件: conditions.</summary>
    public string? Conditions { get; init; }

    /// <summary>数量限制: quantity limit.</summary>
    public string? QuantityLimit { get; init; }

    /// <summary>申请材料: materials.</summary>
    public ImmutableArray<string> Materials { get; init; } = [];

    /// <summary>示范文本: forms with filled samples.</summary>
    public ImmutableArray<string> Forms { get; init; } = [];

    /// <summary>责任处室: responsible office.</summary>
    public string? Office { get; init; }

    /// <summary>责任岗位: responsible person, by post.</summary>
    public string? ResponsiblePost { get; init; }

    /// <summary>咨询电话.</summary>
    public string? Telephone { get; init; }

    /// <summary>结果名称: result document.</summary>
    public string? ResultDocument { get; init; }

    /// <summary>监督投诉渠道: complaint channel.</summary>
    public string? ComplaintChannel { get; init; }

    /// <summary>裁量基准: how discretion is used; empty where there is none.</summary>
    public ImmutableArray<DiscretionRule> Discretion { get; init; } = [];

    /// <summary>网办深度: 1 information, 2 acceptance, 3 handling and feedback.</summary>
    public int OnlineLevel { get; init; } = 1;

    /// <summary>公开: the catalogue entry itself is published.</summary>
    public bool Public { get; init; } = true;
}
