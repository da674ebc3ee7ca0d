using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Accounts;
using Web.Auth;
using Web.Screens;

namespace Web.Pages.Invitation;

/// <summary>Sets the password of whoever holds a one-time link; its code comes in a form's body, never in an address.</summary>
[OpenToAll("Whoever is invited has no password yet; the one-time link opens it.")]
[EnableRateLimiting(GuessingLimits.SignIn)]
public sealed class IndexModel(Jurisdictions jurisdictions, AccountList accounts, Administration administration) : PageModel
{
    /// <summary>Whose link it is, and who made it when; null before a code was given, and where it is not good.</summary>
    public InvitedAccount? Invited { get; private set; }

    /// <summary>Where.</summary>
    public Jurisdiction? Place { get; private set; }

    /// <summary>The code, which the form sends again.</summary>
    public string? Code { get; private set; }

    /// <summary>A code was given, and it is not good.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Code of the fault; null where there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Asks for the code.</summary>
    public void OnGet() => Response.TellNobody();

    /// <summary>Shows the form to who is invited.</summary>
    public Task OnPostOpenAsync(string? code, CancellationToken cancellation) => FindAsync(code, cancellation);

    /// <summary>Sets the password, then shows the sign-in page.</summary>
    public async Task<IActionResult> OnPostAsync(string? code, string? password, string? again, CancellationToken cancellation)
    {
        if (await FindAsync(code, cancellation) is not { } token)
            return Page();
        Fault = password != again ? "not-the-same" : (await administration.AcceptAsync(Place!.Id, token, password ?? "", cancellation))?.Code;
        return Fault is null ? LocalRedirect("/sign-in") : Page();
    }

    private async Task<string?> FindAsync(string? code, CancellationToken cancellation)
    {
        Response.TellNobody();
        Code = code;
        if (InvitationLink.Read(code) is (var jurisdiction, var token) && jurisdictions.Tree.TryFind(jurisdiction, out var place))
        {
            Place = place;
            Invited = await accounts.InvitedAsync(place.Id, token, cancellation);
            if (Invited is not null)
                return token;
        }

        IsRefused = true;
        return null;
    }
}
