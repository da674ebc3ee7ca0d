using Grains.Catalogue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Catalogue;
using Web.Catalogue.Form;
using Web.Catalogue.Sheet;

namespace Web.Pages.Catalogue;

/// <summary>Writes an item: a new one, the draft of one, or a new version of what is published. Whatever is missing may stay missing in a draft.</summary>
[Needs(Permission.EditCatalogue)]
public class EditModel(
    CatalogueReader reader, CatalogueActs acts, Jurisdictions jurisdictions, ItemWords words, IStringLocalizer<Resources.Catalogue> texts) : PageModel
{
    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    /// <summary>Whose item.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The item; null for a new one.</summary>
    public CatalogueFile? Item { get; private set; }

    /// <summary>What is typed.</summary>
    public ItemForm Form { get; private set; } = new();

    /// <summary>By what a change that somebody else made meanwhile is noticed.</summary>
    public string Basis { get; private set; } = "";

    /// <summary>The departments for which the viewer may write items.</summary>
    public IReadOnlyList<DepartmentEntry> Departments { get; private set; } = [];

    /// <summary>What is wrong with the whole.</summary>
    public string? Refusal { get; private set; }

    /// <summary>How much keeps the document from being published; null before it was ever saved.</summary>
    public int? Lacking { get; private set; }

    /// <summary>Number of the version that is or will be written.</summary>
    public int Number => Item is null ? 1 : Item.Versions[0].Status < ItemStatus.Published ? Item.Versions[0].Number : Item.Versions[0].Number + 1;

    /// <summary>Shows the form of an item, or an empty one.</summary>
    public async Task<IActionResult> OnGetAsync([FromRoute] string? code, CancellationToken cancellation)
    {
        if (await FindAsync(code, cancellation) is { } refused)
            return refused;
        Form = ItemForm.Of(Document());
        Basis = Item is null ? "" : ItemBasis.Of(Document());
        if (Item is { Versions: [{ Status: < ItemStatus.Published }, ..] })
            Judge(Document());
        return Page();
    }

    /// <summary>Saves what was typed as a draft, or only adds, moves or removes a row.</summary>
    public async Task<IActionResult> OnPostAsync([FromRoute] string? code, string? act, string? basis, CancellationToken cancellation)
    {
        if (await FindAsync(code, cancellation) is { } refused)
            return refused;
        Form = ItemForm.Read(Request.Form);
        Basis = basis ?? "";
        if (Form.Arrange(act))
            return Page();
        var content = Form.ToContent(Identity());
        Essentials(content);
        if (Form.Faults.Count > 0)
        {
            foreach (var (field, fault) in Form.Faults)
                Tell(field, texts[$"fault.{fault}"].Value);
            return Page();
        }

        return await SaveAsync(content, cancellation);
    }

    /// <summary>What is wrong at a field, in sentences; null = nothing.</summary>
    public string? FaultOf(string field) => _messages.TryGetValue(field, out var messages) ? string.Join(" ", messages) : null;

    private async Task<IActionResult> SaveAsync(ItemContent content, CancellationToken cancellation)
    {
        var order = new ItemOrder(content.Code, ground => Agrees(ground.State) ? [new ItemCommand.Draft(content, Anew: ground.State.Latest?.EffectiveFrom > ground.Today)] : []);
        var outcome = await acts.ApplyAsync(HttpContext.Caller(), order, cancellation);
        if (outcome.Refusal is { } refusal)
            Refusal = texts[$"refusal.{refusal.Code}"].Value;
        else if (Item is null && !outcome.Changed)
            Tell("code", texts["fault.code-taken"].Value);
        else if (outcome is { Changed: false } && ItemBasis.Of(outcome.State.Versions[^1].Content) != ItemBasis.Of(content))
            Refusal = texts["fault.changed-meanwhile"].Value;
        else
            return Redirect(CatalogueAddress.Item(content.Code, version: outcome.State.Versions[^1].Number));
        return Page();
    }

    private bool Agrees(ItemState state) => Item is null ? state.Versions.IsEmpty : ItemBasis.Of(state.Versions[^1].Content) == Basis;

    /// <summary>Finds the item, and whether it may be written; what to answer when not.</summary>
    private async Task<IActionResult?> FindAsync(string? code, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        Jurisdiction = jurisdictions.Tree[caller.Tenant];
        Departments = [.. (await reader.DepartmentsAsync(caller.Tenant, own: true, cancellation)).Where(d => caller.MayEdit(caller.Tenant, d.Code))];
        if (code is null)
            return null;
        Item = await reader.FindAsync(caller.Tenant, CatalogueAddress.CodeOf(code), own: true, cancellation);
        return Item is null ? NotFound()
            : !caller.MayEdit(caller.Tenant, Item.Department.Code) ? Forbid()
            : Item.Versions.Any(v => v.Status == ItemStatus.Retired) ? Redirect(CatalogueAddress.Item(Item.Code))
            : null;
    }

    private ItemContent Document() => Item?.Versions[0].Content ?? new ItemContent { Department = Departments is [var only] ? only.Code : "" };

    /// <summary>The document that the typed one begins with: what an item is cannot be changed by a version.</summary>
    private ItemContent Identity() => Item is not null
        ? Document()
        : new() { Code = Form["code"].Trim(), Department = Form["department"], Kind = Kind() };

    private ItemKind Kind()
    {
        foreach (var kind in Enum.GetValues<ItemKind>())
        {
            if (CatalogueAddress.Name(kind) == Form["kind"])
                return kind;
        }

        return default;
    }

    /// <summary>What even a draft must have.</summary>
    private void Essentials(ItemContent content)
    {
        foreach (var finding in Completeness.Check(content).Where(f => f is { Blocks: true, Element: Element.Identity or Element.Name }))
        {
            Form.Fault(
                finding.Code switch { "department-missing" => "department", "kind-missing" => "kind", "name-missing" or "name-too-long" => "name", _ => "code" },
                finding.Code);
        }

        if (content.Department.Length > 0 && Departments.All(d => d.Code != content.Department))
            Form.Fault("department", "department-not-yours");
    }

    private void Judge(ItemContent content)
    {
        var findings = Completeness.Check(content);
        Lacking = findings.Count(f => f.Blocks);
        foreach (var finding in findings)
            Tell(ItemFields.Of(finding, content), words[$"finding.{finding.Code}"]);
    }

    private void Tell(string field, string message)
    {
        if (!_messages.TryGetValue(field, out var messages))
            _messages[field] = messages = [];
        if (!messages.Contains(message, StringComparer.Ordinal))
            messages.Add(message);
    }
}
