using System.Text;
using System.Text.Json;
using Grains.Cases;

namespace Web.Interface;

/// <summary>Reads a request of the data interface: a JSON array of events, or one event after the other.</summary>
/// <remarks>
/// What is not an event is refused alone and the rest is kept; a body that is not JSON is refused whole, for nobody can tell what
/// was meant by it. In NDJSON each line stands for itself: one that is not JSON is refused like an event that is not.
/// </remarks>
public static class EventReader
{
    /// <summary>Events that one request may carry.</summary>
    public const int MostEvents = 5_000;

    // Far beyond what an event may be nested, so that one that is too deep is refused alone.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    private static readonly JsonReaderOptions OneAfterTheOther = Options with { AllowMultipleValues = true };

    /// <summary>Reads a whole body, decompressed.</summary>
    /// <param name="body">The bytes; kept by the facts for quarantine.</param>
    /// <param name="department">Code of the department that sends.</param>
    /// <param name="source">By which way the events come in.</param>
    /// <param name="lines">Whether the sender says that it is NDJSON, in which each line stands for itself.</param>
    /// <exception cref="UnreadableBodyException">Not JSON, or more than <see cref="MostEvents"/>.</exception>
    public static ReadEvents Read(ReadOnlyMemory<byte> body, string department, CaseSource source, bool lines = false)
    {
        var events = new ReadEvents();
        if (IsOtherEncoding(body.Span))
            throw new UnreadableBodyException("not-utf8", "The body is not UTF-8.", "UTF-8, as JSON has it (RFC 8259 §8.1)");
        if (body.Span.StartsWith(Encoding.UTF8.Preamble))
            body = body[Encoding.UTF8.Preamble.Length..];
        var start = FirstVisible(body.Span);
        if (start < 0)
            throw new UnreadableBodyException("empty", "The body is empty.", "a JSON array of events, or one event a line");
        if (body.Span[start] == (byte)'[')
            ReadArray(body, department, source, events);
        else if (lines)
            ReadLines(body, department, source, events);
        else
            ReadValues(body, department, source, events);
        return events;
    }

    private static void ReadArray(ReadOnlyMemory<byte> body, string department, CaseSource source, ReadEvents events)
    {
        var reader = new Utf8JsonReader(body.Span, Options);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var from = (int)reader.TokenStartIndex;
                var at = reader;
                reader.Skip();
                Add(events, ref at, body[from..(int)reader.BytesConsumed], department, source);
            }

            if (reader.Read())
                throw new UnreadableBodyException("trailing", "Something follows the array.", "nothing after the closing bracket");
        }
        catch (JsonException malformed)
        {
            throw Malformed(malformed);
        }
    }

    private static void ReadValues(ReadOnlyMemory<byte> body, string department, CaseSource source, ReadEvents events)
    {
        var reader = new Utf8JsonReader(body.Span, OneAfterTheOther);
        try
        {
            while (reader.Read())
            {
                var from = (int)reader.TokenStartIndex;
                var at = reader;
                reader.Skip();
                Add(events, ref at, body[from..(int)reader.BytesConsumed], department, source);
            }
        }
        catch (JsonException malformed)
        {
            throw Malformed(malformed);
        }
    }

    private static UnreadableBodyException Malformed(JsonException at) => new(
        "malformed", $"The body is not JSON at line {at.LineNumber + 1}, byte {at.BytePositionInLine}.", "a JSON array of events, or one event a line");

    private static void ReadLines(ReadOnlyMemory<byte> body, string department, CaseSource source, ReadEvents events)
    {
        for (var from = 0; from < body.Length;)
        {
            var length = body.Span[from..].IndexOf((byte)'\n');
            var line = length < 0 ? body[from..] : body.Slice(from, length);
            from += line.Length + 1;
            if (FirstVisible(line.Span) < 0)
                continue;
            var reader = new Utf8JsonReader(line.Span, Options);
            try
            {
                var whole = reader;
                while (whole.Read())
                {
                    // Reads to the end, so that a broken line is known before any of it is taken.
                }

                reader.Read();
                Add(events, ref reader, line, department, source);
            }
            catch (JsonException)
            {
                events.Refused.Add(new(events.Next(), null, "", "malformed", "The line is not JSON.", "one event as a JSON object", line));
            }
        }
    }

    private static void Add(ReadEvents events, ref Utf8JsonReader reader, ReadOnlyMemory<byte> raw, string department, CaseSource source)
    {
        var index = events.Next();
        if (index >= MostEvents)
            throw new UnreadableBodyException("too-many", $"The request carries more than {MostEvents} events.", $"at most {MostEvents} events a request");
        var fields = new EventFields(index, raw);
        if (fields.Read(ref reader, department, source) is { } fact)
            events.Facts.Add(fact);
        else
            events.Refused.Add(fields.Refusal!);
    }

    /// <summary>UTF-16 and UTF-32 begin with their marks, or have a zero byte in a first letter that is ASCII.</summary>
    private static bool IsOtherEncoding(ReadOnlySpan<byte> body) =>
        body.Length >= 2 && (body[0] == 0 || body[1] == 0 || (body[0], body[1]) is (0xFE, 0xFF) or (0xFF, 0xFE));

    private static int FirstVisible(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(" \t\r\n"u8);
}
