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

    /// <summary>What is told of a text that is none.</summary>
    public const string NoText = "A text is not valid UTF-8, or escapes half a character.";

    /// <summary>What a text that is none should have been.</summary>
    public const string TextExpected = "texts in UTF-8";

    /// <summary>Objects and arrays of an event within each other, the event itself counted (platform default).</summary>
    public const int MostDepth = 16;

    /// <summary>How the ids of events begin that the platform adds to a case itself.</summary>
    public const string PlatformsOwn = "platform:";

    private string? _eventId;

    /// <summary>Where reading stands, to tell the place of a text that is none.</summary>
    private string _place = "";

    /// <summary>Why there is no fact.</summary>
    public RefusedEvent? Refusal { get; private set; }

    /// <summary>The fact; null when refused.</summary>
    public CaseFact? Read(ref Utf8JsonReader reader, string department, CaseSource source)
    {
        try
        {
            if (DeepField(reader) is { } deep)
                return Refuse(deep, "malformed", $"The event is nested more than {MostDepth} deep.", $"at most {MostDepth} objects and arrays within each other");
            return ReadFields(ref reader, department, source);
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            // JSON by its form, with bytes or escapes in a text that are none: known only when the text is read.
            return Refuse(_place, "malformed", NoText, TextExpected);
        }
    }

    private CaseFact? ReadFields(ref Utf8JsonReader reader, string department, CaseSource source)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Refuse("", "malformed", "An event is a JSON object.", "{\"eventId\": …}");
        string? caseNo = null, itemCode = null, step = null, post = null, handler = null, itsDepartment = null, kindName = null;
        DateTimeOffset? occurredAt = null;
        var (details, told) = (CaseDetails.None, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var understood = true;
            _place = "";
            if (reader.ValueTextEquals("eventId"u8)) understood = IsFirst(ref told, 0, "eventId") && Text(ref reader, "eventId", EventIdLength, out _eventId);
            else if (reader.ValueTextEquals("caseNo"u8)) understood = IsFirst(ref told, 1, "caseNo") && Text(ref reader, "caseNo", CaseNoLength, out caseNo);
            else if (reader.ValueTextEquals("itemCode"u8)) understood = IsFirst(ref told, 2, "itemCode") && Text(ref reader, "itemCode", ItemCodeLength, out itemCode);
            else if (reader.ValueTextEquals("department"u8)) understood = IsFirst(ref told, 3, "department") && Text(ref reader, "department", 50, out itsDepartment);
            else if (reader.ValueTextEquals("kind"u8)) understood = IsFirst(ref told, 4, "kind") && Text(ref reader, "kind", 50, out kindName);
            else if (reader.ValueTextEquals("occurredAt"u8)) understood = IsFirst(ref told, 5, "occurredAt") && Instant(ref reader, "occurredAt", out occurredAt);
            else if (reader.ValueTextEquals("step"u8)) understood = IsFirst(ref told, 6, "step") && Text(ref reader, "step", StepLength, out step);
            else if (reader.ValueTextEquals("post"u8)) understood = IsFirst(ref told, 7, "post") && Text(ref reader, "post", PostLength, out post);
            else if (reader.ValueTextEquals("handler"u8)) understood = IsFirst(ref told, 8, "handler") && Text(ref reader, "handler", HandlerLength, out handler);
            else if (reader.ValueTextEquals("data"u8)) understood = IsFirst(ref told, 9, "data") && Data(ref reader, source, out details);
            else
            {
                var name = reader.GetString();
                return Refuse(name!, "unknown-field", $"An event has no field {name}.", "fields of your own belong into data");
            }

            if (!understood)
                return null;
        }

        if (Missing(("eventId", _eventId), ("caseNo", caseNo), ("itemCode", itemCode), ("kind", kindName)) is { } missing)
            return Refuse(missing, "missing", $"{missing} is missing.", "a text of at least one character");
        if (_eventId!.StartsWith(PlatformsOwn, StringComparison.Ordinal))
            return Refuse("eventId", "malformed", $"Ids that begin with {PlatformsOwn} are the platform's own.", $"an id that does not begin with {PlatformsOwn}");
        if (occurredAt is null)
            return Refuse("occurredAt", "missing", "occurredAt is missing.", WireTime.Expected);
        if (!EventKindNames.TryParse(kindName!, out var kind))
            return Refuse("kind", "unknown-kind", $"{kindName} is no kind of event.", string.Join(", ", EventKindNames.Told));
        if (!string.IsNullOrWhiteSpace(itsDepartment) && !string.Equals(itsDepartment, department, StringComparison.Ordinal))
            return Refuse("department", "unknown-department", $"Department {itsDepartment} is not the one that sends.", department);
        return new CaseFact(_eventId, caseNo!, itemCode!, kind, occurredAt.Value, step, post, handler, details, source) { Index = index, Raw = raw };
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

    /// <summary>Whether a field is told for the first time: of two values nobody knows which was meant.</summary>
    /// <param name="told">A bit for every field that was told.</param>
    /// <param name="bit">Number of this one's.</param>
    /// <param name="field">Its name.</param>
    private bool IsFirst(ref int told, int bit, string field)
    {
        var before = told;
        told |= 1 << bit;
        return told != before || Refuse(field, "malformed", $"{field} is told twice.", "each field once") is not null;
    }

    private bool Text(ref Utf8JsonReader reader, string field, int most, out string? value)
    {
        value = null;
        _place = field;
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
        _place = field;
        reader.Read();
        value = WireTime.Read(ref reader);
        return value is not null || IsBlank(ref reader) || Refuse(field, "malformed", $"{field} is not an instant of the years that are taken.", WireTime.Expected) is not null;
    }

    private static bool IsBlank(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && string.IsNullOrWhiteSpace(reader.GetString()));

    private bool Data(ref Utf8JsonReader reader, CaseSource source, out CaseDetails details)
    {
        _place = "data";
        reader.Read();
        details = CaseDetails.None;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.StartObject)
            return Refuse("data", "malformed", "data is not an object.", "a JSON object") is not null;
        var fields = new DataFields(source);
        CaseDetails? read;
        try
        {
            read = fields.Read(ref reader);
        }
        finally
        {
            _place = fields.Place;
        }

        if (read is null)
            return Refuse(fields.Field, fields.Code, fields.Message, fields.Expected) is not null;
        details = read;
        return true;
    }

    /// <summary>The field in which an event is nested too deep; null where it is not.</summary>
    private static string? DeepField(Utf8JsonReader reader)
    {
        var (depth, place) = (0, "");
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when ++depth > MostDepth: return place;
                case JsonTokenType.EndObject or JsonTokenType.EndArray: depth--; break;
                case JsonTokenType.PropertyName when depth == 1: place = reader.ValueTextEquals("data"u8) ? "data" : ""; break;
            }
        }
        while (depth > 0 && reader.Read());

        return null;
    }

    /// <summary>Notes why; null, so that a caller can return it as the missing fact.</summary>
    private CaseFact? Refuse(string field, string code, string message, string expected)
    {
        Refusal = new RefusedEvent(index, _eventId, field, code, message, expected, raw);
        return null;
    }
}
