using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Screens;

namespace Web.Pages.SignIn;

/// <summary>Tells a person who made links to the own account, when, and whether they were used; after a reset it asks whether that was wanted.</summary>
[Needs(Permission.SignedIn)]
public sealed class ResetsModel(AccountResets resets, Jurisdictions jurisdictions) : PageModel
{
    /// <summary>Where to go afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The links, newest first.</summary>
    public IReadOnlyList<AccountLink> Links { get; private set; } = [];

    /// <summary>Whether there is one to answer.</summary>
    public bool IsToAnswer => Links.Any(link => link.IsToAnswer);

    /// <summary>The zone in which instants are told.</summary>
    public string Zone => jurisdictions.Tree[HttpContext.Caller().Tenant].Zone;

    /// <summary>Shows them; a machine has none.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (HttpContext.Caller().Kind != CallerKind.Person)
            return NotFound();
        Links = await resets.ReadOwnAsync(HttpContext.Caller(), cancellation);
        return Page();
    }

    /// <summary>The person has answered, and goes on.</summary>
    public async Task<IActionResult> OnPostAsync(bool disputed, CancellationToken cancellation)
    {
        if (HttpContext.Caller().Kind != CallerKind.Person)
            return NotFound();
        await resets.AnswerAsync(HttpContext.Caller(), disputed, cancellation);
        return LocalRedirect(disputed ? "/sign-in/resets" : LocalAddress.Or(ReturnUrl, "/"));
    }
}
