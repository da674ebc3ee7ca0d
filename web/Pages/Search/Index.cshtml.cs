using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy.Permissions;
using Web.Search;

namespace Web.Pages.Search;

/// <summary>What the words in the bar find; as a page, and as the list under the field while one types.</summary>
[Needs(Permission.SignedIn)]
public sealed class IndexModel(SearchReader reader) : PageModel
{
    /// <summary>What is searched.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    /// <summary>What was found.</summary>
    public IReadOnlyList<SearchGroup> Groups { get; private set; } = [];

    /// <summary>Shows what was found.</summary>
    public Task OnGetAsync(CancellationToken cancellation) => ReadAsync(cancellation);

    /// <summary>The options under the field.</summary>
    public async Task<IActionResult> OnGetListAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        return Partial("_Options", this);
    }

    private async Task ReadAsync(CancellationToken cancellation) =>
        Groups = await reader.FindAsync(HttpContext.Caller(), Query ?? "", cancellation);
}
