using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Auth;

namespace Web.Pages.Invitation;

/// <summary>Sets the first password of whoever holds a one-time link.</summary>
[OpenToAll("Whoever is invited has no password yet; the one-time link opens it.")]
[EnableRateLimiting(GuessingLimits.SignIn)]
public sealed class IndexModel(Jurisdictions jurisdictions, AccountList accounts, Administration administration) : PageModel
{
    /// <summary>Who is invited; null where the link is not good.</summary>
    public (string Name, string DisplayName)? Invited { get; private set; }

    /// <summary>Where.</summary>
    public Jurisdiction? Place { get; private set; }

    /// <summary>Code of the fault; null where there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Shows the form to who is invited.</summary>
    public Task OnGetAsync(string jurisdiction, string token, CancellationToken cancellation) => FindAsync(jurisdiction, token, cancellation);

    /// <summary>Sets the password, then shows the sign-in page.</summary>
    public async Task<IActionResult> OnPostAsync(string jurisdiction, string token, string? password, string? again, CancellationToken cancellation)
    {
        await FindAsync(jurisdiction, token, cancellation);
        if (Invited is null)
            return Page();
        Fault = password != again ? "not-the-same" : (await administration.AcceptAsync(Place!.Id, token, password ?? "", cancellation))?.Code;
        return Fault is null ? LocalRedirect("/sign-in") : Page();
    }

    private async Task FindAsync(string jurisdiction, string token, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var place))
            return;
        Place = place;
        Invited = await accounts.InvitedAsync(place.Id, token, cancellation);
    }
}
