using Microsoft.AspNetCore.Http.HttpResults;

namespace Web.Interface;

/// <summary>Problem details (RFC 9457) with a stable code and what would have been right.</summary>
internal static class Problems
{
    /// <summary>A problem answer.</summary>
    public static ProblemHttpResult Of(int status, string code, string message, string expected) => TypedResults.Problem(
        detail: message, statusCode: status, type: $"urn:e-supervision:problem:{code}",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code, ["expected"] = expected });
}
