using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Grains.Catalogue;

/// <summary>An office that must have reviewed a document before it is published.</summary>
[JsonConverter(typeof(KebabEnum<ReviewOffice>))]
public enum ReviewOffice : byte
{
    /// <summary>法制机构: legal affairs, for every power.</summary>
    LegalAffairs = 1,

    /// <summary>审改办: the office for reform, for services, registrations and transactions.</summary>
    Reform = 2,

    /// <summary>物价部门: the price office, for whatever charges.</summary>
    Price = 3,

    /// <summary>备案: filed only, for vertically managed departments (垂管).</summary>
    Filing = 4,
}

/// <summary>Who reviews what (domain.md, Catalogue, Life).</summary>
public static class Reviews
{
    /// <summary>The offices that must review this document.</summary>
    public static ImmutableArray<ReviewOffice> RequiredFor(ItemContent content, bool vertical)
    {
        if (vertical)
            return [ReviewOffice.Filing];
        var office = content.Kind is ItemKind.PublicService or ItemKind.Registration or ItemKind.PublicResourceTransaction
            ? ReviewOffice.Reform
            : ReviewOffice.LegalAffairs;
        return content.Fees.Length == 0 ? [office] : [office, ReviewOffice.Price];
    }
}
