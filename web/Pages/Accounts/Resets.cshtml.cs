using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;

namespace Web.Pages.Accounts;

/// <summary>What was done about the ways into accounts, in the auditor's jurisdiction and those below: resets, links used, what persons said about it.</summary>
[Needs(Permission.ReadAudit)]
public sealed class ResetsModel(AccountResets resets, Jurisdictions jurisdictions) : PageModel
{
    /// <summary>The lines, newest first.</summary>
    public IReadOnlyList<AccountResetLine> Lines { get; private set; } = [];

    /// <summary>Name of a line's jurisdiction.</summary>
    public string NameOf(AccountResetLine line) => jurisdictions.Tree[line.Tenant].Name;

    /// <summary>The zone in which a line's instant is told.</summary>
    public string ZoneOf(AccountResetLine line) => jurisdictions.Tree[line.Tenant].Zone;

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation) => Lines = await resets.ReadBelowAsync(HttpContext.Caller(), cancellation);
}
