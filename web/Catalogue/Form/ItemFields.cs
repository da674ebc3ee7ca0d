using Grains.Catalogue;

namespace Web.Catalogue.Form;

/// <summary>At which field of the form a finding stands.</summary>
public static class ItemFields
{
    /// <summary>The field's name; its element has the id <c>field-NAME</c>.</summary>
    /// <param name="finding">What is missing or wrong.</param>
    /// <param name="content">The document it was found in.</param>
    public static string Of(ItemFinding finding, ItemContent content) => finding.Code switch
    {
        "legal-basis-missing" => "legalBasis",
        "authority-missing" => "authority",
        "conditions-missing" => "conditions",
        "quantity-limit-missing" => "quantityLimit",
        "materials-missing" => "materials",
        "forms-missing" => "forms",
        "office-missing" => "office",
        "responsible-post-missing" => "responsiblePost",
        "telephone-missing" => "telephone",
        "result-missing" => "resultDocument",
        "complaint-channel-missing" => "complaintChannel",
        "legal-limit-missing" => "legal",
        "limit-invalid" => finding.At ?? "legal",
        "immediate-not-at-once" => "immediate",
        "green-channel-not-faster" => "greenChannel",
        "deciding-post-missing" or "deciding-post-not-in-flow" => "decidingPost",
        "step-code-missing" => $"step-{Place(content, step => step.Name == finding.At && string.IsNullOrWhiteSpace(step.Code))}-code",
        "step-duplicate" => $"step-{LastPlace(content, finding.At)}-code",
        "step-name-missing" => Step(finding, content, "name"),
        "step-post-missing" => Step(finding, content, "posts"),
        "step-limit-invalid" => Step(finding, content, "limit"),
        "mandatory-kind-unknown" or "mandatory-step-optional" => Step(finding, content, "nature"),
        "next-step-unknown" or "step-unreachable" or "step-without-end" => Step(finding, content, "next"),
        "fee-name-missing" or "fee-duplicate" => Fee(finding, content, "name"),
        "fee-basis-missing" => Fee(finding, content, "basis"),
        "fee-standard-missing" => Fee(finding, content, "maximum"),
        _ => OfElement(finding.Element),
    };

    private static string OfElement(Element element) => element switch
    {
        Element.Identity => "code",
        Element.Procedure => "flow",
        Element.LegalLimit => "legal",
        Element.PromisedLimit => "promised",
        Element.Fees => "fees",
        Element.Discretion => "discretion",
        _ => "name",
    };

    private static string Step(ItemFinding finding, ItemContent content, string field) =>
        $"step-{Place(content, step => step.Code == finding.At)}-{field}";

    private static string Fee(ItemFinding finding, ItemContent content, string field)
    {
        var at = content.Fees.Select((fee, i) => (fee.Code, i)).LastOrDefault(f => f.Code == finding.At).i;
        return $"fee-{at}-{field}";
    }

    private static int Place(ItemContent content, Func<FlowStep, bool> which) =>
        (content.Flow?.Steps ?? []).TakeWhile(step => !which(step)).Count() is var at && at < (content.Flow?.Steps.Length ?? 0) ? at : 0;

    private static int LastPlace(ItemContent content, string? code) =>
        (content.Flow?.Steps ?? []).Select((step, at) => (step.Code, at)).LastOrDefault(step => step.Code == code).at;
}
