using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Tenancy.Tree;
using Web.Auth;
using Web.Screens;
using Web.Setup;

namespace Web.Pages.Setup;

/// <summary>Sets up a province: its tree, shipped or uploaded, and its first administrator.</summary>
[OpenToAll("Nobody has an account before this page; a one-time invitation opens it.")]
[EnableRateLimiting(GuessingLimits.SignIn)]
[RequestSizeLimit(MostBytes)]
public sealed class IndexModel(ProvinceSetup setup) : PageModel
{
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>The one-time invitation, or the whole link it came in; in a form's body, never in an address.</summary>
    [BindProperty]
    public string? Invitation { get; set; }

    /// <summary>Name of the shipped tree to load; null or empty for the uploaded one.</summary>
    [BindProperty]
    public string? Province { get; set; }

    /// <summary>A tree file.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>The administrator's user name.</summary>
    [BindProperty]
    public string? UserName { get; set; }

    /// <summary>What to call the administrator.</summary>
    [BindProperty]
    public string? DisplayName { get; set; }

    /// <summary>The administrator's password.</summary>
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Whether the invitation is good.</summary>
    public bool IsInvited { get; private set; }

    /// <summary>What is wrong with what was entered.</summary>
    public IReadOnlyList<SetupFault> Faults { get; private set; } = [];

    /// <summary>The shipped trees: file name, name and number of jurisdictions.</summary>
    public static IReadOnlyList<(string File, string Name, int Count)> Shipped { get; } =
        [.. ShippedTrees.Names.Select(n => (File: n, Root: ShippedTrees.Read(n))).Select(t => (t.File, t.Root.Name, t.Root.Walk().Count()))];

    /// <summary>An invitation was given, and it is not good.</summary>
    public bool IsRefused => !IsInvited && Invitation is not null;

    /// <summary>Asks for the invitation.</summary>
    public void OnGet() => Response.TellNobody();

    /// <summary>Shows the form to who is invited.</summary>
    public Task OnPostOpenAsync(CancellationToken cancellation) => FindAsync(cancellation);

    /// <summary>Sets the province up, then shows the sign-in page.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await FindAsync(cancellation);
        if (!IsInvited)
            return Page();
        var root = await TreeAsync(cancellation);
        Require(UserName, "user-missing");
        Require(DisplayName, "display-missing");
        Require(Password, "password-missing");
        if (root is null || Faults.Count > 0)
            return Page();
        switch (await setup.RunAsync(Invitation!, root, new NewAccount(UserName!, DisplayName!.Trim(), Password!), cancellation))
        {
            case SetupOutcome.Done:
                return LocalRedirect("/sign-in");
            case SetupOutcome.Refused refused:
                (Faults, Invitation) = (refused.Faults, refused.Invitation);
                ModelState.Remove(nameof(Invitation)); // the form shall carry the new one
                return Page();
            default:
                IsInvited = false;
                return Page();
        }
    }

    private async Task FindAsync(CancellationToken cancellation)
    {
        Response.TellNobody();
        Invitation = (Invitation ?? "").Trim().Split('#')[^1];
        ModelState.Remove(nameof(Invitation)); // the form shall carry what was read
        IsInvited = await setup.IsInvitedAsync(Invitation, cancellation);
    }

    private async Task<TreeNode?> TreeAsync(CancellationToken cancellation)
    {
        if (ShippedTrees.Names.Contains(Province, StringComparer.Ordinal))
            return ShippedTrees.Read(Province!);
        if (Upload is null)
        {
            Faults = [new SetupFault("tree-missing", "tree", "Choose a province or a file.")];
            return null;
        }

        using var bytes = new MemoryStream();
        await Upload.CopyToAsync(bytes, cancellation);
        var (root, faults) = TreeFile.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        Faults = [.. faults.Take(20).Select(f => new SetupFault(f.Code, f.Where, f.Message))];
        return root;
    }

    private void Require(string? value, string code)
    {
        if (string.IsNullOrWhiteSpace(value))
            Faults = [.. Faults, new SetupFault(code, "administrator", "This is needed.")];
    }
}
