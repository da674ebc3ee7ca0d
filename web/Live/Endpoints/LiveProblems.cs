using Microsoft.AspNetCore.Http.HttpResults;

namespace Web.Live.Endpoints;

/// <summary>What is answered where there is nothing to show.</summary>
internal static class LiveProblems
{
    public static ProblemHttpResult UnknownJurisdiction(string? key) => TypedResults.Problem(
        $"There is no jurisdiction {key}, or its figures are not for you to see.",
        statusCode: StatusCodes.Status404NotFound,
        title: "Unknown jurisdiction",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "unknown-jurisdiction" });
}
