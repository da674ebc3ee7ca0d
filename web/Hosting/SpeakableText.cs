using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Web.Hosting;

/// <summary>Requests that hold the character NUL, which no text of the database can hold: the sender's fault (400), told before anything is begun.</summary>
/// <remarks>The page for failures is shown whatever was sent.</remarks>
internal static class SpeakableText
{
    /// <summary>The stable code of the fault.</summary>
    public const string Code = "character-nul";

    /// <summary>The fault in a sentence.</summary>
    public const string Fault = "The request holds the character NUL (U+0000), which no text can have.";

    private const char Nul = '\0';
    private const string Encoded = "%00";
    private static readonly object Mark = new();

    /// <summary>Refuses it in addresses and, while they are read, in bodies of text, JSON and plain forms.</summary>
    public static IApplicationBuilder UseSpeakableText(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        if (IsFailed(http))
            return next(http);
        if (HasNul(http.Request))
        {
            Refuse(http);
            return Task.CompletedTask;
        }

        if (!HttpMethods.IsGet(http.Request.Method) && !IsOf("multipart/", http.Request) && http.GetEndpoint()?.Metadata.GetMetadata<AnyText>() is null)
            http.Request.Body = new SpeakableBody(http.Request.Body, IsOf("application/x-www-form-urlencoded", http.Request), http);
        return next(http);
    });

    /// <summary>Refuses it in forms with files, after it is known who may send them; those of pages <see cref="SpeakableForms"/> refuses.</summary>
    public static IApplicationBuilder UseSpeakableForms(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        if (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null && await HasNulInFormAsync(http))
            Refuse(http);
        else
            await next(http);
    });

    /// <summary>The endpoint tells itself what is wrong with a text that holds it, and where.</summary>
    public static TBuilder TakesAnyText<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AnyText());

    /// <summary>Whether the request was refused for it.</summary>
    public static bool IsTold(HttpContext http) => http.Items.ContainsKey(Mark);

    /// <summary>Notes that the request is refused for it.</summary>
    public static void Tell(HttpContext http) => http.Items[Mark] = true;

    /// <summary>Whether the form that was sent holds it; a form that cannot be read is its endpoint's to refuse.</summary>
    public static async Task<bool> HasNulInFormAsync(HttpContext http)
    {
        // A form that is not of this site's own is refused by its endpoint, and may not even be asked for before.
        if (IsFailed(http) || http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } || !http.Request.HasFormContentType)
            return false;
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return form.Any(static field => Has(field.Key) || field.Value.Any(Has)) || form.Files.Any(static file => Has(file.Name) || Has(file.FileName));
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            return false;
        }
    }

    private static void Refuse(HttpContext http)
    {
        Tell(http);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    private static bool IsFailed(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerPathFeature>() is not null;

    private static bool IsOf(string type, HttpRequest request) => request.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;

    private static bool HasNul(HttpRequest request) =>
        Has(request.Path.Value) || request.QueryString.Value is { } query && (Has(query) || query.Contains(Encoded, StringComparison.Ordinal));

    private static bool Has(string? text) => text?.Contains(Nul, StringComparison.Ordinal) == true;

    private sealed class AnyText;
}
