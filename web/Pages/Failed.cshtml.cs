using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy.Callers;
using Tenancy.Permissions;
using Web.Hosting;

namespace Web.Pages;

/// <summary>The page in the place of an answer that has no body of its own: missing, refused or failed.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[IgnoreAntiforgeryToken]
[OpenToAll("It takes the place of an answer that failed, whoever asked.")]
public sealed class FailedModel(LiveCallers callers) : PageModel
{
    /// <summary>Whether nothing stands at the address.</summary>
    public bool Missing { get; private set; }

    /// <summary>Whether it may not be seen.</summary>
    public bool Denied { get; private set; }

    /// <summary>Whether too much was asked for in too short a time: a password tried too often, most of all.</summary>
    public bool TooMany { get; private set; }

    /// <summary>Whether more was sent than is taken there: a file, most of all.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>Whether what was sent could not be taken: a form that lay open too long, most of all.</summary>
    public bool Unreadable { get; private set; }

    /// <summary>Whether it held the character NUL, which no text can have.</summary>
    public bool HasNul => SpeakableText.IsTold(HttpContext);

    /// <summary>The number to quote: the request's trace id, which the logs carry too.</summary>
    public string Number => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    /// <summary>What the page needs that may not be seen; null where that is not known.</summary>
    public Permission? Needed { get; private set; }

    /// <summary>Shows the page for a status; that of the answer when none is given, or else 500.</summary>
    public async Task OnGetAsync(int? status)
    {
        status ??= Response.StatusCode >= StatusCodes.Status400BadRequest ? Response.StatusCode : StatusCodes.Status500InternalServerError;
        Missing = status == StatusCodes.Status404NotFound;
        Denied = status == StatusCodes.Status403Forbidden;
        TooMany = status == StatusCodes.Status429TooManyRequests;
        TooLarge = status == StatusCodes.Status413PayloadTooLarge;
        Unreadable = status == StatusCodes.Status400BadRequest;
        Needed = Denied ? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint?.Metadata.GetMetadata<NeedsAttribute>()?.Permission : null;
        // The menu goes with a page for whoever is signed in; when the platform itself failed, its rows are not asked once more.
        if (Denied || Missing)
            await HttpContext.SeekCallerAsync(callers);
    }

    /// <summary>A form that failed shows the same.</summary>
    public Task OnPostAsync(int? status) => OnGetAsync(status);
}
