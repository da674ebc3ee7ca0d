using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Grains.Cases;
using Grains.Catalogue;

namespace Web.Import;

/// <summary>Checks a written profile and turns it into one that can be used; collects every fault, each with its place.</summary>
internal sealed class ProfileCheck(ProfileJson json)
{
    private readonly List<ProfileFault> _faults = [];

    public ProfileReading Run()
    {
        var profile = new MappingProfile(
            Required("$.name", json.Name),
            Text(),
            Columns(),
            Time(),
            (json.Empty ?? []).ToImmutableDictionary(entry => entry.Key, entry => entry.Value?.ToImmutableArray() ?? []),
            [.. json.Globals ?? []],
            Activities(),
            json.OtherActivities is null ? null : Activity("$.otherActivities", json.OtherActivities),
            [.. (json.Data ?? []).Select(Field)],
            Target());
        return new ProfileReading(_faults.Count == 0 ? profile : null, _faults);
    }

    private TextRules Text()
    {
        var rules = new TextRules(json.Text?.Encoding ?? "utf-8", json.Text?.Delimiter ?? ",");
        if (rules.Delimiter.Length != 1 || rules.Delimiter[0] is > '\u007e' or '"' or '\r' or '\n')
            Fault("$.text.delimiter", rules.Delimiter, "one ASCII character other than a quote or a line break");
        try
        {
            rules.Strict();
        }
        catch (ArgumentException)
        {
            Fault("$.text.encoding", rules.Encoding, "the name of an encoding, such as utf-8 or gb18030");
        }

        return rules;
    }

    private ColumnRules Columns()
    {
        var columns = json.Columns ?? new ProfileJson.ColumnsJson();
        if (columns.EventId is null or [] || columns.EventId.Any(string.IsNullOrWhiteSpace))
            Fault("$.columns.eventId", "", "one or more columns that together tell an event of a case from the others");
        return new ColumnRules(
            Required("$.columns.case", columns.Case),
            Required("$.columns.activity", columns.Activity),
            Required("$.columns.occurredAt", columns.OccurredAt),
            [.. columns.EventId ?? []],
            columns.Lifecycle,
            columns.Handler,
            columns.Post,
            columns.Department,
            columns.Item);
    }

    private TimeRules Time()
    {
        TimeZoneInfo? zone = null;
        if (json.Time?.Zone is { } name && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
            Fault("$.time.zone", name, "an IANA zone such as Asia/Shanghai, or null");
        return new TimeRules([.. json.Time?.Formats ?? []], zone);
    }

    private ImmutableDictionary<string, ActivityRule> Activities()
    {
        if (json.Activities is null or { Count: 0 } && json.OtherActivities is null)
            Fault("$.activities", "", "at least one activity, or otherActivities");
        return (json.Activities ?? []).ToImmutableDictionary(
            entry => entry.Key,
            entry => Activity($"$.activities['{entry.Key}']", entry.Value));
    }

    private ActivityRule Activity(string where, ProfileJson.ActivityJson? rule)
    {
        var named = EventKindNames.TryParse(rule?.Kind ?? "", out var kind);
        if (!named || kind == CaseEventKind.DeemedAccepted)
            Fault($"{where}.kind", rule?.Kind ?? "", "one of " + string.Join(", ", EventKindNames.Told));
        if (kind is CaseEventKind.StepStarted or CaseEventKind.StepCompleted && string.IsNullOrWhiteSpace(rule?.Step))
            Fault($"{where}.step", rule?.Step ?? "", "the code of the step");
        return new ActivityRule(kind, rule?.Step);
    }

    private DataField Field(ProfileJson.DataJson? field, int index)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"$.data[{index}]");
        var name = Required($"{where}.name", field?.Name);
        if (!Enum.TryParse<DataType>(field?.Type ?? "text", ignoreCase: true, out var type))
            Fault($"{where}.type", field?.Type ?? "", "text, instant or personal");
        else if (DetailFields.TypeOf(name) is { } fixedType && fixedType != type)
            Fault($"{where}.type", type.ToString(), $"{fixedType}, which '{name}' always is");
        foreach (var activity in (field?.On ?? []).Where(activity => json.Activities?.ContainsKey(activity) != true))
            Fault($"{where}.on", activity, "an activity that is listed under activities");
        return new DataField(name, Required($"{where}.column", field?.Column), type, [.. field?.On ?? []]);
    }

    private TargetRules Target() => new(
        Required("$.target.department", json.Target?.Department),
        Required("$.target.item", json.Target?.Item),
        (json.Target?.Departments ?? []).ToImmutableDictionary(),
        (json.Target?.Items ?? []).ToImmutableDictionary(),
        json.Target?.Register is { } register ? Register(register) : null);

    private RegisterRules? Register(ProfileJson.RegisterJson register)
    {
        const string Where = "$.target.register";
        var name = Required($"{Where}.departmentName", register.DepartmentName);
        var paper = Required($"{Where}.paper", register.Paper);
        if (register.EffectiveFrom is null)
            Fault($"{Where}.effectiveFrom", "", "a date such as 2010-10-01");
        if (Item($"{Where}.item", register.Item) is not { } item)
            return null;
        foreach (var finding in Completeness.Check(item, register.EffectiveFrom).Where(finding => finding.Blocks))
            Fault($"{Where}.item", $"{finding.Code} {finding.At}".TrimEnd(), "a document that can be published");
        return new RegisterRules(name, register.EffectiveFrom ?? default, paper, item);
    }

    private ItemContent? Item(string where, JsonElement? document)
    {
        try
        {
            return CatalogueJson.ReadSent(document?.GetRawText() ?? "null") with
            {
                Code = json.Target?.Item ?? "",
                Department = json.Target?.Department ?? "",
            };
        }
        catch (JsonException broken)
        {
            Fault($"{where}{broken.Path?[1..]}", broken.Message, "an item's document (docs/catalogue.md)");
            return null;
        }
    }

    private string Required(string where, string? found)
    {
        if (string.IsNullOrWhiteSpace(found))
            Fault(where, found ?? "", "a text");
        return found ?? "";
    }

    private void Fault(string where, string found, string expected) => _faults.Add(new ProfileFault(where, found, expected));
}
