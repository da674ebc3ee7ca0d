using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Grains.Catalogue;
using Grains.Clocks;

namespace Web.Catalogue.Import;

/// <summary>One line of a CSV file of items, by our names of the columns.</summary>
internal sealed class ItemCsvRow(IReadOnlyDictionary<string, string> fields)
{
    private static readonly char[] Separators = [';', '；', '\n'];

    private readonly List<ImportRow.Fault> _faults = [];

    /// <summary>The document of the line, with what is wrong in it.</summary>
    public ImportRow Read(int number)
    {
        var content = new ItemContent
        {
            Code = Text(ItemColumns.Code) ?? "",
            Name = Text(ItemColumns.Name) ?? "",
            Department = Text(ItemColumns.Department) ?? "",
            Kind = Kind(),
            Heading = Text(ItemColumns.Heading) is { } heading && heading != "未分类" ? heading : null,
            Limits = Limits(),
            Flow = Flow(),
            Fees = Fees(),
            Elements = new()
            {
                LegalBasis = Text(ItemColumns.LegalBasis),
                Authority = Text(ItemColumns.DepartmentName),
                Conditions = Text(ItemColumns.Conditions),
                QuantityLimit = Text(ItemColumns.QuantityLimit),
                Materials = List(ItemColumns.Materials),
                Forms = List(ItemColumns.Forms),
                Office = Text(ItemColumns.Office),
                ResponsiblePost = Text(ItemColumns.Post),
                Telephone = Text(ItemColumns.Telephone),
                ResultDocument = Text(ItemColumns.Result),
                ComplaintChannel = Text(ItemColumns.Complaints),
            },
        };
        // A kind that could not be read is told once, with the value that stands there.
        var essentials = ImportRows.Essentials(content).Where(e => _faults.TrueForAll(f => f.Field != e.Field));
        return new(number, content, Text(ItemColumns.DepartmentName), [.. _faults, .. essentials]);
    }

    private ItemKind Kind()
    {
        var text = Text(ItemColumns.Kind);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && Enum.IsDefined((ItemKind)digits))
            return (ItemKind)digits;
        foreach (var kind in Enum.GetValues<ItemKind>())
        {
            if (string.Equals(JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()), text, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        if (text is not null)
            Fault(ItemColumns.Kind, "unknown-kind", text, "01-13, 20");
        return default;
    }

    private ItemLimits? Limits()
    {
        var legal = Limit(ItemColumns.LegalLimit, ItemColumns.LegalUnit);
        var promised = Limit(ItemColumns.PromisedLimit, ItemColumns.PromisedUnit);
        return legal is null && promised is null ? null : new(null, legal ?? Grains.Clocks.Limit.WorkingDays(0), promised, null, null, null, 0, null);
    }

    private Limit? Limit(string column, string unitColumn)
    {
        if (Text(column) is not { } text)
            return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || !Grains.Clocks.Limit.WorkingDays(amount).IsValid)
        {
            Fault(column, "not-a-number", text, $"0-{Grains.Clocks.Limit.MaxAmount}");
            return null;
        }

        LimitUnit? unit = Text(unitColumn)?.ToLowerInvariant() switch
        {
            null or "工作日" or "个工作日" or "working-days" => LimitUnit.WorkingDays,
            "日" or "天" or "自然日" or "个自然日" or "calendar-days" => LimitUnit.CalendarDays,
            "小时" or "个小时" or "hours" => LimitUnit.Hours,
            "月" or "个月" or "months" => LimitUnit.Months,
            _ => null,
        };
        if (unit is null)
            Fault(unitColumn, "unknown-unit", Text(unitColumn)!, "工作日, 自然日, 小时, 月");
        return unit is null ? null : new(amount, unit.Value);
    }

    private Flow? Flow()
    {
        if (Text(ItemColumns.Flow) is not { } text)
            return null;
        try
        {
            return CatalogueJson.ReadSent<Flow>(text)?.Normalised();
        }
        catch (JsonException broken)
        {
            Fault(ItemColumns.Flow, "malformed-value", broken.Path ?? "$", "{\"steps\":[…],\"decidingPost\":\"…\"}");
            return null;
        }
    }

    private ImmutableArray<Fee> Fees()
    {
        if (Text(ItemColumns.FeeStandard) is not { } text)
            return [];
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var standard))
        {
            Fault(ItemColumns.FeeStandard, "not-a-number", text, "123.45");
            return [];
        }

        return standard == 0 ? [] : [new("fee", Text(ItemColumns.FeeName) ?? "", Text(ItemColumns.FeeBasis) ?? "", standard)];
    }

    private ImmutableArray<string> List(string column) =>
        [.. (Text(column) ?? "").Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private string? Text(string column) => fields.GetValueOrDefault(column);

    private void Fault(string field, string code, string value, string expected) => _faults.Add(new(field, code, value, expected));
}
