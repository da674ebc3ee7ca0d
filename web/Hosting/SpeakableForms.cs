using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Web.Hosting;

/// <summary>Refuses the character NUL in a form that is posted to a page, after who may post it is known and before the page sees it.</summary>
internal sealed class SpeakableForms : IAsyncResourceFilter
{
    /// <inheritdoc/>
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        if (!await SpeakableText.HasNulInFormAsync(context.HttpContext))
        {
            await next();
            return;
        }

        SpeakableText.Tell(context.HttpContext);
        context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
    }
}
