using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Acts;

namespace Web.Pages.Audit;

/// <summary>The audit log of the auditor's own jurisdiction: who did what to what, when, and what came of it?</summary>
/// <remarks>Nobody but the auditor reads it (domain.md, Permissions, centrally): the database looks at the session again.</remarks>
[Needs(Permission.ReadAudit, whole: true)]
public sealed class IndexModel(AuditLog log, Jurisdictions jurisdictions) : PageModel
{
    private const int PageLength = 50;

    /// <summary>Whose.</summary>
    public Jurisdiction Here { get; private set; } = null!;

    /// <summary>How addresses carry the filter.</summary>
    public AuditAddress Address { get; private set; } = null!;

    /// <summary>The filter that the address asks for.</summary>
    public AuditFilter Filter { get; private set; } = new();

    /// <summary>The lines, newest first.</summary>
    public IReadOnlyList<AuditLine> Lines { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last.</summary>
    public long? Next { get; private set; }

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        Here = jurisdictions.Tree[caller.Tenant];
        Address = new(Here);
        Filter = Address.Read(Request.Query);
        (Lines, var more) = await log.FindAsync(caller, Filter, PageLength, cancellation);
        Next = more ? Lines[^1].N : null;
    }
}
