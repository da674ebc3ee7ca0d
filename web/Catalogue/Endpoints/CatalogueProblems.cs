using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Web.Catalogue.Endpoints;

/// <summary>What the catalogue's endpoints answer when they cannot do what was asked: problem details (RFC 9457) with a stable code.</summary>
internal static class CatalogueProblems
{
    /// <summary>404: the tree has no such jurisdiction.</summary>
    public static ProblemHttpResult UnknownJurisdiction(string key, IStringLocalizer texts) =>
        Problem(StatusCodes.Status404NotFound, "jurisdiction-unknown", texts["problem.jurisdiction-unknown", key]);

    /// <summary>404: the catalogue has no such item.</summary>
    public static ProblemHttpResult UnknownItem(string code, IStringLocalizer texts) =>
        Problem(StatusCodes.Status404NotFound, "item-unknown", texts["problem.item-unknown", code]);

    /// <summary>404: there is no department with this code.</summary>
    public static ProblemHttpResult UnknownDepartment(string code, IStringLocalizer texts) =>
        Problem(StatusCodes.Status404NotFound, DepartmentEntry.Unknown, texts["problem.department-unknown", code]);

    /// <summary>409: a department with this code is registered.</summary>
    public static ProblemHttpResult DepartmentExists(string code, IStringLocalizer texts) =>
        Problem(StatusCodes.Status409Conflict, DepartmentEntry.Exists, texts["problem.department-exists", code]);

    /// <summary>403: the caller may not do this here.</summary>
    public static ProblemHttpResult NotAllowed(IStringLocalizer texts) =>
        Problem(StatusCodes.Status403Forbidden, "catalogue-not-allowed", texts["problem.catalogue-not-allowed"]);

    /// <summary>415: neither CSV nor JSON.</summary>
    public static ProblemHttpResult UnknownFormat(IStringLocalizer texts) =>
        Problem(StatusCodes.Status415UnsupportedMediaType, "unknown-format", texts["problem.unknown-format"]);

    /// <summary>400: a field is wrong.</summary>
    public static ValidationProblem Field(string field, string code, string sentence) => TypedResults.ValidationProblem(
        new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [sentence] }, extensions: Code(code));

    /// <summary>409: a step of the item's life is missing or over, or it is no longer as it was seen; 422: its document is not complete.</summary>
    public static ProblemHttpResult Of(ItemRefusal refusal, IStringLocalizer texts)
    {
        var extensions = Code(refusal.Code);
        switch (refusal)
        {
            case ItemRefusal.Incomplete { Findings: var findings }:
                extensions["missing"] = findings.Where(f => f.Blocks).Select(f => Missing.Of(f, texts));
                break;
            case ItemRefusal.Overtaken:
                extensions["field"] = "basis";
                break;
            case ItemRefusal.WrongOffice { Offices: var offices }:
                extensions["offices"] = offices;
                break;
            case ItemRefusal.TooEarly { Earliest: var earliest }:
                extensions["earliest"] = earliest;
                break;
            case ItemRefusal.TooLate { Latest: var latest }:
                extensions["latest"] = latest;
                break;
        }

        return TypedResults.Problem(
            texts[$"refusal.{refusal.Code}"].Value, extensions: extensions,
            statusCode: refusal is ItemRefusal.Incomplete ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
    }

    private static ProblemHttpResult Problem(int status, string code, string sentence) =>
        TypedResults.Problem(sentence, statusCode: status, extensions: Code(code));

    private static Dictionary<string, object?> Code(string code) => new(StringComparer.Ordinal) { ["code"] = code };

    /// <summary>Something an item lacks, in words.</summary>
    internal sealed record Missing(string Code, Element Element, string? At, string Message)
    {
        public static Missing Of(ItemFinding finding, IStringLocalizer texts) =>
            new(finding.Code, finding.Element, finding.At, texts[$"finding.{finding.Code}"].Value);
    }
}
