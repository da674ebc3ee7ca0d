using Microsoft.AspNetCore.Diagnostics;

namespace Web.Hosting;

/// <summary>Requests whose address holds the character NUL, which no text of the database can hold: the sender's fault (400).</summary>
internal static class SpeakableText
{
    private const char Nul = '\0';
    private const string Encoded = "%00";

    /// <summary>Answers them before anything reads what was asked for; the page for failures is shown whatever was sent.</summary>
    public static IApplicationBuilder UseSpeakableText(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || !HasNul(http.Request))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    private static bool HasNul(HttpRequest request) =>
        request.Path.Value?.Contains(Nul, StringComparison.Ordinal) == true
        || request.QueryString.Value is { } query && (query.Contains(Nul, StringComparison.Ordinal) || query.Contains(Encoded, StringComparison.Ordinal));
}
