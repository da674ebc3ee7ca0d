using System.Globalization;
using System.Text.Json;
using Grains.Cases;
using Web.Interface;

namespace Web.Entry;

/// <summary>Writes what was typed as the event that a department's system would send; whether it can be understood, the interface decides.</summary>
public static class EntryEvent
{
    /// <summary>The body of a request with the one event.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="handler">Who acted.</param>
    public static byte[] Write(EntrySubject subject, CaseEventKind kind, EntryInput input, string? handler)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            Text(json, "eventId", input["eventId"]);
            Text(json, "caseNo", subject.Case?.Line.Number ?? input["caseNo"]);
            Text(json, "itemCode", subject.Item.Code);
            Text(json, "department", subject.Department.Code);
            Text(json, "kind", EventKindNames.NameOf(kind));
            Text(json, "occurredAt", input.Instant("occurredAt", subject.Calendar.Zone));
            Text(json, "step", kind.HasStep() ? input["step"] : null);
            Text(json, "post", input["post"]);
            Text(json, "handler", handler);
            json.WriteStartObject("data");
            foreach (var field in EntryFields.Of(kind))
                Write(json, field, subject, input);
            if (input["post"] is not null)
                Text(json, PostBases.Field, subject.PostBasis);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        return body.ToArray();
    }

    private static void Write(Utf8JsonWriter json, EntryField field, EntrySubject subject, EntryInput input)
    {
        switch (field.FormIn(subject.Source))
        {
            case EntryFieldForm.List when input.List(field.Name).ToArray() is { Length: > 0 } entries:
                json.WriteStartArray(field.Member);
                foreach (var entry in entries)
                    json.WriteStringValue(entry);
                json.WriteEndArray();
                break;
            case EntryFieldForm.List:
                break;
            case EntryFieldForm.Flag when input[field.Name] is not null:
                json.WriteBoolean(field.Member, true);
                break;
            case EntryFieldForm.Money when decimal.TryParse(input[field.Name], NumberStyles.Number, CultureInfo.InvariantCulture, out var amount):
                json.WriteNumber(field.Member, amount);
                break;
            case EntryFieldForm.Head:
                Text(json, field.Member, subject.Heads.FirstOrDefault(head => head.Login == input[field.Name]).Name);
                break;
            case EntryFieldForm.Instant:
                Text(json, field.Member, input.Instant(field.Name, subject.Calendar.Zone));
                break;
            default:
                Text(json, field.Member, input[field.Name]);
                break;
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
