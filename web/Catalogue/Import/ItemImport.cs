using System.Globalization;
using Grains.Catalogue;
using Microsoft.Extensions.Localization;
using Tenancy;

namespace Web.Catalogue.Import;

/// <summary>Takes rows into a catalogue: as drafts, or as a published catalogue that is taken over.</summary>
public sealed class ItemImport(CatalogueWriter writer, CatalogueReader reader, IStringLocalizer<Resources.Catalogue> texts)
{
    /// <summary>How rows are taken in.</summary>
    /// <param name="EffectiveFrom">First day on which a catalogue that is taken over applies; null = rows become drafts.</param>
    /// <param name="Paper">Number of the paper by which it was published.</param>
    /// <param name="RegisterDepartments">Register departments that are not known yet, of rows that are kept.</param>
    public sealed record Options(DateOnly? EffectiveFrom = null, string? Paper = null, bool RegisterDepartments = false);

    /// <summary>Takes in all rows in one transaction; what is refused is located.</summary>
    /// <param name="tenant">Whose catalogue.</param>
    /// <param name="actor">Who imports.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="options">How.</param>
    /// <param name="mayEdit">Whether the importer may edit items of a department, by its code.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public Task<ItemImportAnswer> RunAsync(
        TenantId tenant, string actor, ImportRows rows, Options options, Func<string, bool> mayEdit, CancellationToken cancellation) =>
        CarryAsync(tenant, rows, options, mayEdit, (orders, offered) => writer.ApplyAsync(tenant, actor, orders, offered, cancellation), cancellation);

    /// <summary>What would become of all rows; nothing is kept.</summary>
    /// <param name="tenant">Whose catalogue.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="options">How.</param>
    /// <param name="mayEdit">Whether the importer may edit items of a department, by its code.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<ItemImportAnswer> PreviewAsync(
        TenantId tenant, ImportRows rows, Options options, Func<string, bool> mayEdit, CancellationToken cancellation) =>
        CarryAsync(tenant, rows, options, mayEdit, (orders, offered) => writer.TryAsync(tenant, orders, offered, cancellation), cancellation);

    private async Task<ItemImportAnswer> CarryAsync(
        TenantId tenant, ImportRows rows, Options options, Func<string, bool> mayEdit,
        Func<IReadOnlyList<ItemOrder>, IReadOnlyCollection<DepartmentEntry>, Task<CatalogueOutcome>> carry, CancellationToken cancellation)
    {
        var known = (await reader.DepartmentsAsync(tenant, own: true, cancellation)).Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        DepartmentEntry[] offered = options.RegisterDepartments ? Offered(rows, known) : [];
        known.UnionWith(offered.Select(department => department.Code));

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<ImportRow>();
        var refused = new List<RowFault>();
        foreach (var row in rows.Rows)
        {
            ImportRow.Fault[] faults = [.. row.Faults, .. Placement(row, options.RegisterDepartments, known, mayEdit, seen)];
            if (faults.Length == 0)
                kept.Add(row);
            refused.AddRange(faults.Select(f => Located(row, f)));
        }

        var (outcomes, registered) = kept.Count == 0 ? new([], []) : await carry([.. kept.Select(row => Order(row.Content!, options))], offered);
        refused.AddRange(kept.Zip(outcomes).Where(p => p.Second.Refusal is not null).Select(p => Refused(p.First, p.Second.Refusal!)));
        return Answer(rows, kept, outcomes, refused, options) with
        {
            RegisteredDepartments = [.. registered.Select(department => new ItemImportAnswer.Department(department.Code, department.Name))],
        };
    }

    private static ItemOrder Order(ItemContent content, Options options) => new(content.Code, ground => options.EffectiveFrom is { } from
        ? TakingOver.Commands(ground.State, content, from, options.Paper ?? "", ground.Today, ground.IsVertical(content.Department))
        : [new ItemCommand.Draft(content)]);

    // A row that is kept knows its department's name better than one that is refused.
    private static DepartmentEntry[] Offered(ImportRows rows, HashSet<string> known) =>
        [.. rows.Rows
            .OrderBy(r => r.Faults.Count > 0)
            .Select(Offer)
            .OfType<DepartmentEntry>()
            .Where(department => department.Fault() is null && !known.Contains(department.Code))
            .DistinctBy(department => department.Code)];

    private static DepartmentEntry? Offer(ImportRow row) =>
        row is { Content.Department: { Length: > 0 } code, DepartmentName: { Length: > 0 } name } ? new(code, name) : null;

    private static IEnumerable<ImportRow.Fault> Placement(
        ImportRow row, bool registers, HashSet<string> known, Func<string, bool> mayEdit, Dictionary<string, int> seen)
    {
        if (row.Content is not { Code.Length: > 0, Department.Length: > 0 } content)
            yield break;
        if (registers && !known.Contains(content.Department) && Offer(row) is { } offered && offered.Fault() is var (field, problem))
            yield return field == "code" ? new("department", problem, offered.Code, "") : new("departmentName", problem, offered.Name, "");
        else if (!known.Contains(content.Department))
            yield return new("department", "department-unknown", content.Department, string.Join(", ", known.Order(StringComparer.Ordinal).Take(5)));
        else if (!mayEdit(content.Department))
            yield return new("department", "department-not-yours", content.Department, "");
        if (!seen.TryAdd(content.Code, row.Row))
            yield return new("code", "duplicate-code", content.Code, $"row {seen[content.Code]}");
    }

    private RowFault Located(ImportRow row, ImportRow.Fault fault) =>
        new(row.Row, row.ItemCode, fault.Field, fault.Code, texts[$"import.{fault.Code}", fault.Value].Value, fault.Expected);

    private RowFault Refused(ImportRow row, ItemRefusal refusal) => new(
        row.Row, row.ItemCode, FieldOf(refusal), refusal.Code, texts[$"refusal.{refusal.Code}"].Value,
        DayOf(refusal)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");

    private static string FieldOf(ItemRefusal refusal) => refusal switch
    {
        ItemRefusal.IdentityFixed { Field: var field } => field,
        ItemRefusal.TooEarly or ItemRefusal.TooLate => "effectiveFrom",
        _ => "",
    };

    private static DateOnly? DayOf(ItemRefusal refusal) => refusal switch
    {
        ItemRefusal.TooEarly { Earliest: var earliest } => earliest,
        ItemRefusal.TooLate { Latest: var latest } => latest,
        _ => null,
    };

    private static ItemImportAnswer Answer(
        ImportRows rows, List<ImportRow> kept, IReadOnlyList<ItemOutcome> outcomes, List<RowFault> refused, Options options)
    {
        var done = kept.Zip(outcomes).Where(p => p.Second.Refusal is null).ToList();
        return new(
            rows.Rows.Count,
            Created: done.Count(p => p.Second is { Changed: true, State.Versions.Length: 1 }),
            Changed: done.Count(p => p.Second is { Changed: true, State.Versions.Length: > 1 }),
            Unchanged: done.Count(p => !p.Second.Changed),
            Published: done.Count(p => p.Second is { Changed: true, State.Open: null }),
            [.. refused.OrderBy(r => r.Row)],
            [.. done.Where(p => p.Second.State.Open is not null).Select(p => new ItemImportAnswer.Lack(p.First.Row, p.Second.Code, Lacks(p.First.Content!, options))).Where(l => l.Missing.Count > 0)],
            rows.IgnoredColumns);
    }

    private static ItemFinding[] Lacks(ItemContent content, Options options) => [.. Completeness.Check(content, options.EffectiveFrom).Where(f => f.Blocks)];
}
