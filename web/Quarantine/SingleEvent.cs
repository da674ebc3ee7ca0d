using System.Text.Json;
using Grains.Cases;
using Grains.Journal;
using Web.Interface;

namespace Web.Quarantine;

/// <summary>Reads the bytes of one event with the reader of the data interface, so that both understand and refuse the same.</summary>
public static class SingleEvent
{
    /// <summary>The fact, or why there is none.</summary>
    /// <param name="bytes">One event as a JSON object, over as many lines as it likes.</param>
    /// <param name="department">Code of the department it belongs to.</param>
    /// <param name="source">By which way it came.</param>
    public static (CaseFact? Fact, RefusedEvent? Refusal) Read(ReadOnlyMemory<byte> bytes, string department, CaseSource source)
    {
        if (bytes.Length > RefusedEvent.MaximumRaw)
            return (null, Refuse("too-long", "The event is larger than 64 KiB.", "a smaller event"));
        try
        {
            var read = EventReader.Read(new[] { (byte)'[' }.Concat(bytes.ToArray()).Append((byte)']').ToArray(), department, source);
            return (read.Facts, read.Refused) switch
            {
                ([var fact], []) => (fact, null),
                ([], [var refusal]) => (null, refusal),
                _ => (null, Refuse("too-many", "These are not the bytes of one event.", "one event as a JSON object")),
            };
        }
        catch (UnreadableBodyException unreadable)
        {
            return (null, Refuse("malformed", unreadable.Message, "one event as a JSON object"));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return (null, Refuse("malformed", "The text is not valid UTF-8.", "one event as a JSON object in UTF-8"));
        }

        RefusedEvent Refuse(string code, string message, string expected) => new(0, null, "", code, message, expected, bytes);
    }
}
