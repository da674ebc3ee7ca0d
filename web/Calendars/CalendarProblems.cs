using Grains.Calendars;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Web.Calendars;

/// <summary>What the calendar's endpoints answer when they cannot do what was asked: problem details (RFC 9457) with a stable code.</summary>
internal static class CalendarProblems
{
    /// <summary>404: the tree has no such jurisdiction.</summary>
    public static ProblemHttpResult UnknownJurisdiction(string key, IStringLocalizer texts) => TypedResults.Problem(
        texts["problem.jurisdiction-unknown", key].Value, statusCode: StatusCodes.Status404NotFound, extensions: Code("jurisdiction-unknown"));

    /// <summary>403: the caller may not change this calendar.</summary>
    public static ProblemHttpResult NotAllowed(IStringLocalizer texts) => TypedResults.Problem(
        texts["problem.calendar-not-allowed"].Value, statusCode: StatusCodes.Status403Forbidden, extensions: Code("calendar-not-allowed"));

    /// <summary>400: a field is wrong.</summary>
    public static ValidationProblem Field(string field, string code, string sentence) => TypedResults.ValidationProblem(
        new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [sentence] }, extensions: Code(code));

    /// <summary>400: a field of a deadline question is wrong.</summary>
    public static ValidationProblem Of(DueFault fault, IStringLocalizer texts) => Field(fault.Field, fault.Code, fault.Say(texts));

    /// <summary>400: a closure is refused.</summary>
    public static ValidationProblem Of(ClosureRefusal refusal, IStringLocalizer texts) =>
        Field(refusal.Field, refusal.Code, texts[$"problem.{refusal.Code}"].Value);

    private static Dictionary<string, object?> Code(string code) => new(StringComparer.Ordinal) { ["code"] = code };
}
