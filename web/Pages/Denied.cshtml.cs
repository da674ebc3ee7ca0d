using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy.Callers;
using Tenancy.Permissions;
using Web.Screens;

namespace Web.Pages;

/// <summary>Says that something else may not be seen, to whom it may, and where to go instead.</summary>
[OpenToAll("It only says that something else may not be seen.")]
public sealed class DeniedModel(LiveCallers callers) : PageModel
{
    /// <summary>What the page needs that was asked for; null where no area holds its address.</summary>
    public Permission? Needed { get; private set; }

    /// <summary>Shows it.</summary>
    /// <param name="returnUrl">The address that was asked for; null where that is not known.</param>
    public async Task OnGetAsync(string? returnUrl)
    {
        await HttpContext.SeekCallerAsync(callers);
        Needed = Areas.NeededAt(returnUrl);
    }
}
