using System.Globalization;
using Grains.Catalogue;

namespace Web.Catalogue.Sheet;

/// <summary>A document as a list of what it says, in the order of the fourteen elements.</summary>
public static class ItemSheet
{
    /// <summary>Everything the document says; what it leaves out has an empty value.</summary>
    public static IReadOnlyList<ItemRow> Of(ItemContent content, ItemWords words) =>
    [
        .. Identity(content, words), .. Conditions(content, words), .. Procedure(content, words), .. Clocks(content, words), .. Fees(content, words),
        .. Office(content, words), .. Flags(content, words), .. Discretion(content, words),
    ];

    /// <summary>Two documents row by row: what one of them leaves out is empty there.</summary>
    public static IEnumerable<(ItemRow Row, string Left, string Right)> Beside(ItemContent left, ItemContent right, ItemWords words)
    {
        var (before, after) = (Of(left, words), Of(right, words));
        // A draft may name two steps alike; the first of them stands for both here.
        var byKey = before.DistinctBy(row => row.Key).ToDictionary(row => row.Key, StringComparer.Ordinal);
        var later = after.DistinctBy(row => row.Key).ToDictionary(row => row.Key, StringComparer.Ordinal);
        // By element, so that a step or fee that only one of them has stands among its kind.
        return byKey.Values.Concat(later.Values.Where(row => !byKey.ContainsKey(row.Key)))
            .OrderBy(row => Place(row.Element))
            .Select(row => (row, byKey.GetValueOrDefault(row.Key)?.Value ?? "", later.GetValueOrDefault(row.Key)?.Value ?? ""));
    }

    private static int Place(Element element) => element == Element.Identity ? 0 : (int)element;

    private static IEnumerable<ItemRow> Identity(ItemContent content, ItemWords words) =>
    [
        new(Element.Name, "name", words["field.name"], content.Name),
        new(Element.Name, "heading", words["field.heading"], content.Heading ?? ""),
        new(Element.LegalBasis, "legalBasis", words["field.legalBasis"], content.Elements.LegalBasis ?? ""),
        new(Element.Authority, "authority", words["field.authority"], content.Elements.Authority ?? ""),
        new(Element.Authority, "decidingPost", words["field.decidingPost"], content.Flow is { DecidingPost.Length: > 0 } flow ? words.Post(flow.DecidingPost) : ""),
    ];

    private static IEnumerable<ItemRow> Conditions(ItemContent content, ItemWords words) =>
    [
        new(Element.Conditions, "conditions", words["field.conditions"], content.Elements.Conditions ?? ""),
        new(Element.Conditions, "prerequisites", words["field.prerequisites"], Lines(content.Prerequisites)),
        new(Element.QuantityLimit, "quantityLimit", words["field.quantityLimit"], content.Elements.QuantityLimit ?? ""),
        new(Element.Materials, "materials", words["field.materials"], Lines(content.Elements.Materials)),
        new(Element.Forms, "forms", words["field.forms"], Lines(content.Elements.Forms)),
    ];

    private static IEnumerable<ItemRow> Procedure(ItemContent content, ItemWords words) =>
        (content.Flow?.Steps ?? []).Select((step, at) => new ItemRow(
            Element.Procedure, $"step.{step.Code}", words["sheet.step", at + 1, step.Name], StepText(step, content.Flow!, words)));

    private static IEnumerable<ItemRow> Clocks(ItemContent content, ItemWords words) => ItemClocks.Of(content, words)
        .Select(clock => new ItemRow(clock.Key is "promised" or "greenChannel" ? Element.PromisedLimit : Element.LegalLimit, $"clock.{clock.Key}", words[$"field.clock.{clock.Key}"], clock.Sentence));

    private static IEnumerable<ItemRow> Fees(ItemContent content, ItemWords words) => content.Fees.Length == 0
        ? [new(Element.Fees, "fees", words["field.fees"], words["fees.free"])]
        : content.Fees.Select(fee => new ItemRow(
            Element.Fees, $"fee.{fee.Code}", fee.Name.Length > 0 ? fee.Name : fee.Code, words["sheet.fee", Yuan(fee.Maximum), fee.Basis]));

    private static IEnumerable<ItemRow> Office(ItemContent content, ItemWords words) =>
    [
        new(Element.Office, "office", words["field.office"], content.Elements.Office ?? ""),
        new(Element.Office, "responsiblePost", words["field.responsiblePost"], content.Elements.ResponsiblePost ?? ""),
        new(Element.Office, "telephone", words["field.telephone"], content.Elements.Telephone ?? ""),
        new(Element.Result, "resultDocument", words["field.resultDocument"], content.Elements.ResultDocument ?? ""),
        new(Element.ComplaintChannel, "complaintChannel", words["field.complaintChannel"], content.Elements.ComplaintChannel ?? ""),
    ];

    private static IEnumerable<ItemRow> Flags(ItemContent content, ItemWords words) =>
    [
        new(Element.Discretion, "public", words["field.public"], words.Whether(content.Elements.Public)),
        new(Element.Discretion, "resultPublic", words["field.resultPublic"], words.Whether(content.ResultPublic)),
        new(Element.Discretion, "documentDelivered", words["field.documentDelivered"], words.Whether(content.DocumentDelivered)),
        new(Element.Discretion, "immediate", words["field.immediate"], words.Whether(content.Immediate)),
        new(Element.Discretion, "joint", words["field.joint"], words.Whether(content.Joint)),
        new(Element.Discretion, "reportedUp", words["field.reportedUp"], words.Whether(content.ReportedUp)),
        new(Element.Discretion, "onlineLevel", words["field.onlineLevel"], words[$"online.{Math.Clamp(content.Elements.OnlineLevel, 1, 3)}"]),
    ];

    private static IEnumerable<ItemRow> Discretion(ItemContent content, ItemWords words) => content.Elements.Discretion
        .Select((rule, at) => new ItemRow(Element.Discretion, $"discretion.{at}", words["sheet.discretion", at + 1], $"{rule.Circumstances}：{rule.Standard}"));

    private static string StepText(FlowStep step, Flow flow, ItemWords words)
    {
        List<string> parts = [words["sheet.posts", words.Posts(step.Posts)]];
        if (step.Limit is { } limit)
            parts.Add(words["sheet.limit", words.Limit(limit)]);
        if (step.Mandatory is { } mandatory)
            parts.Add(words.Mandatory(mandatory));
        if (step.Optional)
            parts.Add(words["step.optional"]);
        parts.Add(step.Next.Length == 0
            ? words["sheet.end"]
            : words["sheet.next", string.Join(words["and"], step.Next.Select(code => flow.Steps.FirstOrDefault(s => s.Code == code)?.Name ?? code))]);
        if (step.Duties is { Length: > 0 } duties)
            parts.Add(words["sheet.duties", duties]);
        if (step.SupervisionPoints is { Length: > 0 } points)
            parts.Add(words["sheet.points", points]);
        return string.Join('\n', parts);
    }

    /// <summary>An amount of yuan.</summary>
    public static string Yuan(decimal amount) => amount.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
