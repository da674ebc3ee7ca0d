using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Callers;
using Tenancy.Permissions;
using Web.Auth;
using Web.Screens;
using Outcome = Tenancy.Accounts.SignInResult;

namespace Web.Pages.SignIn;

/// <summary>Signs a person in: jurisdiction, user name, password.</summary>
[OpenToAll("Nobody is signed in before this page.")]
[EnableRateLimiting(GuessingLimits.SignIn)]
public sealed class IndexModel(SignInService people, Jurisdictions jurisdictions) : PageModel
{
    private const string LastJurisdiction = "jurisdiction";

    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>The jurisdiction as it was typed: name, division code or key.</summary>
    [BindProperty]
    public string? Jurisdiction { get; set; }

    /// <summary>The user name.</summary>
    [BindProperty]
    public string? UserName { get; set; }

    /// <summary>The password.</summary>
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Where to go afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The key of the text that says why it was refused; null before that.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether a field that is needed was left empty.</summary>
    public bool IsMissing(string field) => _missing.Contains(field);

    /// <summary>The jurisdictions to choose from, with what tells namesakes apart.</summary>
    public IEnumerable<(string Name, string Label)> Offered() => JurisdictionWords.Offered(jurisdictions.Tree);

    /// <summary>Shows the form, with the jurisdiction last used on this machine.</summary>
    public void OnGet() => Jurisdiction = Request.Cookies[LastJurisdiction];

    /// <summary>Signs in and goes on, or says what was wrong.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Require(nameof(Jurisdiction), Jurisdiction);
        Require(nameof(UserName), UserName);
        Require(nameof(Password), Password);
        if (_missing.Count > 0)
            return Page();
        var key = JurisdictionWords.Find(jurisdictions.Tree, Jurisdiction!)?.Key ?? "";
        switch (await people.SignInAsync(key, UserName!.Trim(), Password!, cancellation))
        {
            case Outcome.SignedIn signedIn:
                await BeginAsync(signedIn);
                var onward = LocalAddress.Or(ReturnUrl, "/");
                return LocalRedirect(signedIn.WasReset ? $"/sign-in/resets?ReturnUrl={Uri.EscapeDataString(onward)}" : onward);
            case Outcome.Suspended:
                Refusal = "suspended";
                return Page();
            default:
                Refusal = "refused";
                return Page();
        }
    }

    private void Require(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            _missing.Add(field);
    }

    private Task BeginAsync(Outcome.SignedIn signedIn)
    {
        Response.Cookies.Append(LastJurisdiction, jurisdictions.Tree[signedIn.Tenant].Name, Preferences.ForAYear());
        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        return HttpContext.SignInAsync(
            scheme,
            CallerClaims.Principal(signedIn.Tenant, signedIn.Session, signedIn.Name, scheme),
            new AuthenticationProperties { ExpiresUtc = signedIn.Until });
    }
}
