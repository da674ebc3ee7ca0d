using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Grains.Cases;
using Web.Interface;

namespace Web.Import;

/// <summary>A row understood: one fact about one case of one department.</summary>
/// <param name="Position">The ordinal of the row in its file.</param>
/// <param name="Line">The physical line on which it begins.</param>
/// <param name="Department">The department's code.</param>
/// <param name="Fact">The fact, source history.</param>
public sealed record LogFact(long Position, long Line, string Department, CaseFact Fact) : LogItem(Position, Line);

/// <summary>Turns rows into facts as a profile says: one row, one fact or one fault, whatever came before it.</summary>
public sealed class FactMapper(MappingProfile profile)
{
    // The same as the data interface takes (docs/interface.md).
    private const int CaseNoLength = 50;
    private const int EventIdLength = 100;
    private const int PostLength = 100;
    private const int HandlerLength = 30;
    private const int DataLength = 4000;

    private readonly ColumnRules _columns = profile.Columns;

    /// <summary>The fact a row tells, or the first thing in it that cannot be understood. Faults pass through.</summary>
    public LogItem Map(LogItem item) => item is LogRow row ? MapRow(row) : item;

    private LogItem MapRow(LogRow row)
    {
        var caseNo = Text(row, _columns.Case);
        if (Required(row, _columns.Case, caseNo, CaseNoLength) is { } badCase)
            return badCase;
        var activity = Text(row, _columns.Activity);
        if (activity.Length == 0)
            return Missing(row, _columns.Activity);
        if (RuleOf(activity, Text(row, _columns.Lifecycle)) is not { } rule)
            return new LogFault(row.Position, row.Line, FaultCodes.UnknownActivity, _columns.Activity, activity, $"an activity of profile '{profile.Name}'");
        if (Instant(row, _columns.OccurredAt, out var occurredAt) is { } badTime)
            return badTime;
        if (occurredAt is null)
            return Missing(row, _columns.OccurredAt);
        var eventId = EventIds.Of(_columns.EventId, column => Text(row, column));
        if (Required(row, _columns.EventId[0], eventId, EventIdLength) is { } badId)
            return badId;
        if (eventId.StartsWith(EventFields.PlatformsOwn, StringComparison.Ordinal))
        {
            return new LogFault(
                row.Position, row.Line, FaultCodes.ReservedId, _columns.EventId[0], eventId, $"an id that does not begin with {EventFields.PlatformsOwn}");
        }

        var (post, handler) = (Text(row, _columns.Post), Text(row, _columns.Handler));
        if ((Storable(row, _columns.Post ?? "", post, PostLength) ?? Storable(row, _columns.Handler ?? "", handler, HandlerLength)) is { } badActor)
            return badActor;
        if (Target(row, _columns.Department, profile.Target.Departments, profile.Target.Department, out var department) is { } badDepartment)
            return badDepartment;
        if (Target(row, _columns.Item, profile.Target.Items, profile.Target.Item, out var item) is { } badItem)
            return badItem;
        if (Details(row, activity, out var details) is { } badDetail)
            return badDetail;
        return new LogFact(row.Position, row.Line, department, new CaseFact(
            eventId, caseNo, item, rule.Kind, occurredAt.Value, rule.Step,
            NullIfEmpty(post), NullIfEmpty(handler), details, CaseSource.History)
        {
            Raw = JsonSerializer.SerializeToUtf8Bytes(row.Fields),
        });
    }

    private ActivityRule? RuleOf(string activity, string transition) =>
        transition.Length > 0 && profile.Activities.TryGetValue(activity + "+" + transition, out var exact) ? exact
        : profile.Activities.TryGetValue(activity, out var rule) ? rule
        : profile.OtherActivities;

    private LogFault? Details(LogRow row, string activity, out CaseDetails details)
    {
        details = CaseDetails.None;
        List<KeyValuePair<string, string>> extra = [], personal = [];
        foreach (var field in profile.Data)
        {
            if (!field.On.IsEmpty && !field.On.Contains(activity))
                continue;
            var text = Text(row, field.Column);
            if (text.Length == 0)
                continue;
            if (Storable(row, field.Column, text, DataLength) is { } unstorable)
                return unstorable;
            if (field.Type == DataType.Personal || PersonalFields.IsOfData(field.Name))
            {
                personal.Add(new(field.Name, text));
                if (field.Name == PersonalFields.Approver)
                    details = details with { Approver = CaseDetails.KeptApart };
            }
            else if (field.Type == DataType.Text)
            {
                if (DetailFields.WithText(details, field.Name, text) is { } filled)
                    details = filled;
                else
                    extra.Add(new(field.Name, text));
            }
            else if (Instant(row, field.Column, out var at) is { } bad)
            {
                return bad;
            }
            else if (DetailFields.WithInstant(details, field.Name, at!.Value) is { } filled)
            {
                details = filled;
            }
            else
            {
                extra.Add(new(field.Name, at.Value.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)));
            }
        }

        details = details with { Extra = Sorted(extra), Personal = Sorted(personal) };
        return null;
    }

    private LogFault? Instant(LogRow row, string column, out DateTimeOffset? at)
    {
        at = null;
        var text = Text(row, column);
        if (text.Length == 0)
            return null;
        at = LogTime.Read(text, profile.Time);
        return at is not null ? null : new LogFault(row.Position, row.Line, FaultCodes.BadInstant, column, text,
            profile.Time.Zone is null ? "an ISO 8601 instant with its offset" : $"an instant, with its offset or in {profile.Time.Zone.Id}");
    }

    private static LogFault? Target(LogRow row, string? column, ImmutableDictionary<string, string> codes, string otherwise, out string code)
    {
        code = otherwise;
        if (column is null || row[column] is not { Length: > 0 } name)
            return null;
        if (codes.TryGetValue(name, out var known))
        {
            code = known;
            return null;
        }

        return new LogFault(row.Position, row.Line, FaultCodes.UnknownTarget, column, name, "one of " + string.Join(", ", codes.Keys.Order(StringComparer.Ordinal)));
    }

    private string Text(LogRow row, string? column)
    {
        var text = column is null ? "" : row[column];
        return text.Length > 0 && profile.Empty.TryGetValue(column!, out var empty) && empty.Contains(text) ? "" : text;
    }

    private static LogFault? Required(LogRow row, string column, string text, int longest) =>
        text.Length == 0 ? Missing(row, column) : Storable(row, column, text, longest);

    private static LogFault? Storable(LogRow row, string column, string text, int longest) =>
        text.Length > longest ? new LogFault(row.Position, row.Line, FaultCodes.ValueTooLong, column, text, $"at most {longest} characters")
        : text.Contains('\0') ? new LogFault(row.Position, row.Line, FaultCodes.ForbiddenCharacter, column, text, "a text without the character NUL")
        : null;

    private static LogFault Missing(LogRow row, string column) =>
        new(row.Position, row.Line, FaultCodes.MissingValue, column, "", "a value");

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static ImmutableArray<KeyValuePair<string, string>> Sorted(List<KeyValuePair<string, string>> fields) =>
        [.. fields.OrderBy(field => field.Key, StringComparer.Ordinal)];
}
