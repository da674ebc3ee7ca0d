using System.Collections.Immutable;
using Grains.Clocks;

namespace Grains.Catalogue;

/// <summary>Whether a document has all it needs to be published: the fourteen elements, limits that hold, a closed flow.</summary>
public static class Completeness
{
    /// <summary>Longest code of an item, characters (platform default).</summary>
    public const int MaximumCodeLength = 60;

    /// <summary>Longest name of an item, characters (GB/T 39046 §6.1 no. 1).</summary>
    public const int MaximumNameLength = 200;

    /// <summary>Everything missing or wrong, in the order of the elements; empty = complete.</summary>
    /// <param name="content">The document.</param>
    /// <param name="effectiveFrom">First day on which it would apply; null while undecided.</param>
    /// <param name="rules">What the rulebook adds.</param>
    public static ImmutableArray<ItemFinding> Check(ItemContent content, DateOnly? effectiveFrom = null, CompletenessRules? rules = null) =>
    [
        .. Identity(content, effectiveFrom),
        .. Words(content),
        .. FlowCheck.Of(content.Flow),
        .. Limits(content, rules ?? CompletenessRules.Law),
        .. Charges(content.Fees),
        .. Discretion(content),
    ];

    /// <summary>Whether nothing in the list keeps the document from being published.</summary>
    public static bool Permits(ImmutableArray<ItemFinding> findings) => !findings.Any(f => f.Blocks);

    private static IEnumerable<ItemFinding> Identity(ItemContent content, DateOnly? effectiveFrom)
    {
        if (Blank(content.Code))
            yield return Wrong("code-missing", Element.Identity);
        if (content.Code.Length > MaximumCodeLength)
            yield return Wrong("code-too-long", Element.Identity);
        if (Blank(content.Department))
            yield return Wrong("department-missing", Element.Identity);
        if (!Enum.IsDefined(content.Kind))
            yield return Wrong("kind-missing", Element.Identity);
        if (content.Kind == ItemKind.NonPermitApproval && (effectiveFrom is null || effectiveFrom >= ItemKinds.NonPermitApprovalAbolished))
            yield return Odd("non-permit-approval-abolished", Element.Identity);
    }

    private static IEnumerable<ItemFinding> Words(ItemContent content)
    {
        var read = content.Elements;
        var applied = !content.Kind.IsExOfficio();
        if (Blank(content.Name))
            yield return Wrong("name-missing", Element.Name);
        if (content.Name.Length > MaximumNameLength)
            yield return Wrong("name-too-long", Element.Name);
        if (Blank(read.LegalBasis))
            yield return Wrong("legal-basis-missing", Element.LegalBasis);
        if (Blank(read.Authority))
            yield return Wrong("authority-missing", Element.Authority);
        if (Blank(read.Conditions))
            yield return Wrong("conditions-missing", Element.Conditions);
        if (applied && Blank(read.QuantityLimit))
            yield return Wrong("quantity-limit-missing", Element.QuantityLimit);
        if (applied && read.Materials.Length == 0)
            yield return Wrong("materials-missing", Element.Materials);
        if (applied && read.Forms.Length == 0)
            yield return Wrong("forms-missing", Element.Forms);
        if (Blank(read.Office))
            yield return Wrong("office-missing", Element.Office);
        if (Blank(read.ResponsiblePost))
            yield return Wrong("responsible-post-missing", Element.Office);
        if (Blank(read.Telephone))
            yield return Wrong("telephone-missing", Element.Office);
        if (Blank(read.ResultDocument))
            yield return Wrong("result-missing", Element.Result);
        if (Blank(read.ComplaintChannel))
            yield return Wrong("complaint-channel-missing", Element.ComplaintChannel);
    }

    private static IEnumerable<ItemFinding> Limits(ItemContent content, CompletenessRules rules)
    {
        if (content.Limits is not { Legal.Amount: > 0 } limits)
        {
            yield return Wrong("legal-limit-missing", Element.LegalLimit);
            if (content.Limits?.Promised is null && !content.Kind.IsExOfficio())
                yield return Wrong("promised-limit-missing", Element.PromisedLimit);
            yield break;
        }

        foreach (var (name, limit) in LimitsByName(limits))
        {
            if (limit is { LeavesTime: false })
                yield return Wrong("limit-invalid", Element.LegalLimit, name);
        }

        if (!Limit.WorkingDays(limits.ExtensionDays).IsValid)
            yield return Wrong("limit-invalid", Element.LegalLimit, "extensionDays");
        if (content.Immediate && limits.Promised is not { Amount: <= 1 })
            yield return Wrong("immediate-not-at-once", Element.PromisedLimit);
        if (limits.Promised is not { } promised)
        {
            if (!content.Kind.IsExOfficio())
                yield return Wrong("promised-limit-missing", Element.PromisedLimit);
            yield break;
        }

        if (NominalHours(promised) > NominalHours(limits.Legal))
            yield return Wrong("promised-longer-than-legal", Element.PromisedLimit);
        else if (NominalHours(promised) * 100 > NominalHours(limits.Legal) * (rules.MaximumPromisedPercent ?? 100))
            yield return Wrong("promised-beyond-share", Element.PromisedLimit);
        if (limits.GreenChannel is { } green && NominalHours(green) > NominalHours(promised))
            yield return Wrong("green-channel-not-faster", Element.PromisedLimit, "greenChannel");
    }

    private static IEnumerable<ItemFinding> Charges(ImmutableArray<Fee> fees)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fee in fees)
        {
            if (Blank(fee.Code) || Blank(fee.Name))
                yield return Wrong("fee-name-missing", Element.Fees, fee.Code);
            else if (!codes.Add(fee.Code))
                yield return Wrong("fee-duplicate", Element.Fees, fee.Code);
            if (Blank(fee.Basis))
                yield return Wrong("fee-basis-missing", Element.Fees, fee.Code);
            if (fee.Maximum <= 0)
                yield return Wrong("fee-standard-missing", Element.Fees, fee.Code);
        }
    }

    private static IEnumerable<ItemFinding> Discretion(ItemContent content)
    {
        if (content.Elements.Discretion.Length > 0)
            yield break;
        if (content.Kind.NeedsDiscretionTable())
            yield return Wrong("discretion-missing", Element.Discretion);
        else if (content.Kind.ShouldHaveDiscretionTable())
            yield return Odd("discretion-missing", Element.Discretion);
    }

    private static IEnumerable<(string Name, Limit? Limit)> LimitsByName(ItemLimits limits) =>
    [
        ("legal", limits.Legal), ("accept", limits.Accept), ("promised", limits.Promised), ("publish", limits.Publish),
        ("deliver", limits.Deliver), ("forward", limits.Forward), ("greenChannel", limits.GreenChannel),
    ];

    /// <summary>Hours by the rough measure that compares limits of different units: a week has five working days, a month thirty days.</summary>
    private static double NominalHours(Limit limit) => limit.Amount * limit.Unit switch
    {
        LimitUnit.WorkingDays => 24 * 7 / 5.0,
        LimitUnit.CalendarDays => 24,
        LimitUnit.Months => 24 * 30,
        _ => 1,
    };

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);

    private static ItemFinding Wrong(string code, Element element, string? at = null) => new(code, element, true, at);

    private static ItemFinding Odd(string code, Element element, string? at = null) => new(code, element, false, at);
}
