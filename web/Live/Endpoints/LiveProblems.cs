using Microsoft.AspNetCore.Http.HttpResults;

namespace Web.Live.Endpoints;

/// <summary>What is answered where there is nothing to show.</summary>
internal static class LiveProblems
{
    public static ProblemHttpResult UnknownCursor(string before) => TypedResults.Problem(
        $"before: expected the next of an earlier answer, or an instant such as 2026-11-22T09:00:00Z; found {before}.",
        statusCode: StatusCodes.Status400BadRequest,
        title: "Unknown cursor",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "unknown-cursor" });

    public static ProblemHttpResult UnknownJurisdiction(string? key) => TypedResults.Problem(
        $"There is no jurisdiction {key}, or its figures are not for you to see.",
        statusCode: StatusCodes.Status404NotFound,
        title: "Unknown jurisdiction",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "unknown-jurisdiction" });
}
