using System.Text.Json;
using Grains.Cases;
using Grains.Journal;

namespace Web.Interface;

/// <summary>Reads one event's fields; stops at the first that cannot be understood and says where and why.</summary>
internal sealed class EventFields(int index, ReadOnlyMemory<byte> raw)
{
    // Lengths: GB/T 39046 §6.2 no. 1 (caseNumber), §6.4 no. 3 (stepName), no. 21 (handler); the others are the platform's.
    private const int EventIdLength = 100;
    private const int CaseNoLength = 50;
    private const int ItemCodeLength = 80;
    private const int StepLength = 100;
    private const int PostLength = 100;
    private const int HandlerLength = 30;

    private string? _eventId;

    /// <summary>Why there is no fact.</summary>
    public RefusedEvent? Refusal { get; private set; }

    /// <summary>The fact; null when refused.</summary>
    public CaseFact? Read(ref Utf8JsonReader reader, string department, CaseSource source)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Refuse("", "malformed", "An event is a JSON object.", "{\"eventId\": …}");
        string? caseNo = null, itemCode = null, step = null, post = null, handler = null, itsDepartment = null, kindName = null;
        DateTimeOffset? occurredAt = null;
        var details = CaseDetails.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var understood = true;
            if (reader.ValueTextEquals("eventId"u8)) understood = Text(ref reader, "eventId", EventIdLength, out _eventId);
            else if (reader.ValueTextEquals("caseNo"u8)) understood = Text(ref reader, "caseNo", CaseNoLength, out caseNo);
            else if (reader.ValueTextEquals("itemCode"u8)) understood = Text(ref reader, "itemCode", ItemCodeLength, out itemCode);
            else if (reader.ValueTextEquals("department"u8)) understood = Text(ref reader, "department", 50, out itsDepartment);
            else if (reader.ValueTextEquals("kind"u8)) understood = Text(ref reader, "kind", 50, out kindName);
            else if (reader.ValueTextEquals("occurredAt"u8)) understood = Instant(ref reader, "occurredAt", out occurredAt);
            else if (reader.ValueTextEquals("step"u8)) understood = Text(ref reader, "step", StepLength, out step);
            else if (reader.ValueTextEquals("post"u8)) understood = Text(ref reader, "post", PostLength, out post);
            else if (reader.ValueTextEquals("handler"u8)) understood = Text(ref reader, "handler", HandlerLength, out handler);
            else if (reader.ValueTextEquals("data"u8)) understood = Data(ref reader, out details);
            else
            {
                var name = reader.GetString();
                understood = Refuse(name!, "unknown-field", $"An event has no field {name}.", "fields of your own belong into data") is not null;
            }

            if (!understood)
                return null;
        }

        if (Missing(("eventId", _eventId), ("caseNo", caseNo), ("itemCode", itemCode), ("kind", kindName)) is { } missing)
            return Refuse(missing, "missing", $"{missing} is missing.", "a text of at least one character");
        if (occurredAt is null)
            return Refuse("occurredAt", "missing", "occurredAt is missing.", WireTime.Expected);
        if (!EventKindNames.TryParse(kindName!, out var kind))
            return Refuse("kind", "unknown-kind", $"{kindName} is no kind of event.", string.Join(", ", EventKindNames.Told));
        if (itsDepartment is not null && !string.Equals(itsDepartment, department, StringComparison.Ordinal))
            return Refuse("department", "unknown-department", $"Department {itsDepartment} is not the one that sends.", department);
        return new CaseFact(_eventId!, caseNo!, itemCode!, kind, occurredAt.Value, step, post, handler, details, source) { Index = index, Raw = raw };
    }

    private static string? Missing(params ReadOnlySpan<(string Field, string? Value)> fields)
    {
        foreach (var (field, value) in fields)
        {
            if (string.IsNullOrWhiteSpace(value))
                return field;
        }

        return null;
    }

    private bool Text(ref Utf8JsonReader reader, string field, int most, out string? value)
    {
        value = null;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.String)
            return Refuse(field, "malformed", $"{field} is not a text.", $"a text of at most {most} characters") is not null;
        value = reader.GetString()!;
        if (value.Contains('\0'))
            return Refuse(field, "malformed", $"{field} contains the character NUL.", "printable characters") is not null;
        return value.Length <= most
            || Refuse(field, "too-long", $"{field} has {value.Length} characters.", $"at most {most} characters") is not null;
    }

    private bool Instant(ref Utf8JsonReader reader, string field, out DateTimeOffset? value)
    {
        reader.Read();
        value = WireTime.Read(ref reader);
        return value is not null || Refuse(field, "malformed", $"{field} is not an instant.", WireTime.Expected) is not null;
    }

    private bool Data(ref Utf8JsonReader reader, out CaseDetails details)
    {
        reader.Read();
        details = CaseDetails.None;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.StartObject)
            return Refuse("data", "malformed", "data is not an object.", "a JSON object") is not null;
        var fields = new DataFields();
        if (fields.Read(ref reader) is not { } read)
            return Refuse(fields.Field, fields.Code, fields.Message, fields.Expected) is not null;
        details = read;
        return true;
    }

    /// <summary>Notes why; null, so that a caller can return it as the missing fact.</summary>
    private CaseFact? Refuse(string field, string code, string message, string expected)
    {
        Refusal = new RefusedEvent(index, _eventId, field, code, message, expected, raw);
        return null;
    }
}
