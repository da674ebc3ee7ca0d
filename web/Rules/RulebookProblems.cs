using Microsoft.AspNetCore.Http.HttpResults;

namespace Web.Rules;

/// <summary>What the rulebooks' endpoints answer when they cannot do what was asked: problem details (RFC 9457) with a stable code.</summary>
internal static class RulebookProblems
{
    /// <summary>Longest reason of a decision or a withdrawal, characters.</summary>
    public const int LongestReason = 500;

    public static ProblemHttpResult UnknownJurisdiction(string key) =>
        Problem(StatusCodes.Status404NotFound, "jurisdiction-unknown", $"There is no jurisdiction {key}, or its rules are not yours to see.");

    public static ProblemHttpResult UnknownVersion(int version) =>
        Problem(StatusCodes.Status404NotFound, "rulebook-unknown", $"No version {version} holds, held or was proposed here.");

    public static ProblemHttpResult NotAllowed() =>
        Problem(StatusCodes.Status403Forbidden, "rulebook-not-allowed", "Only the head of the bureau whose rules these are may do this.");

    public static ProblemHttpResult Of(RulebookRefusal refusal) => refusal.Code switch
    {
        "rulebook-invalid" => TypedResults.Problem(
            $"{refusal.Faults[0].Path}: {refusal.Faults[0].Code}; expected: {refusal.Faults[0].Expected}", statusCode: StatusCodes.Status400BadRequest,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code, ["faults"] = refusal.Faults.Take(100) }),
        "rulebooks-changed" => Problem(StatusCodes.Status409Conflict, refusal.Code, "The rulebooks were changed at the same moment: look again and decide again."),
        "rulebook-too-large" => Problem(StatusCodes.Status413PayloadTooLarge, refusal.Code, "A rulebook has at most 256 KiB."),
        "nothing-to-withdraw" => Problem(StatusCodes.Status404NotFound, refusal.Code, "Nothing of this version can be withdrawn by your bureau: it is no proposal of yours and not to come."),
        "already-in-force" => Problem(StatusCodes.Status409Conflict, refusal.Code, "It holds, or will within five seconds: publish another version instead."),
        "nothing-proposed" => Problem(StatusCodes.Status404NotFound, refusal.Code, "Nothing of this version waits for a decision."),
        _ => Problem(StatusCodes.Status403Forbidden, refusal.Code, "Only the parent bureau decides about a layer."),
    };

    private static ProblemHttpResult Problem(int status, string code, string sentence) => TypedResults.Problem(
        sentence, statusCode: status, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code });
}
