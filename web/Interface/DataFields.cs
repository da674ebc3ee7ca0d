using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Grains.Cases;

namespace Web.Interface;

/// <summary>Reads an event's <c>data</c>: what the platform judges, what is personal, and what it only keeps.</summary>
internal sealed class DataFields
{
    private const int TextLength = 4_000;
    private const int MostExtra = 50;

    private readonly SortedDictionary<string, string> _extra = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _personal = new(StringComparer.Ordinal);

    public string Field { get; private set; } = "data";

    public string Code { get; private set; } = "malformed";

    public string Message { get; private set; } = "";

    public string Expected { get; private set; } = "";

    /// <summary>The details; null when a field cannot be understood.</summary>
    public CaseDetails? Read(ref Utf8JsonReader reader)
    {
        var details = new CaseDetails();
        var any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
                continue;
            if (One(ref reader, name, details) is not { } next)
                return null;
            details = next;
            any = true;
        }

        return !any ? CaseDetails.None : details with { Extra = [.. _extra], Personal = [.. _personal] };
    }

    private CaseDetails? One(ref Utf8JsonReader reader, string name, CaseDetails details) => name switch
    {
        "promisedClosingTime" => Instant(ref reader, name) is { } at ? details with { PromisedClosingTime = at } : null,
        "appliedAt" => Instant(ref reader, name) is { } at ? details with { AppliedAt = at } : null,
        "closedAt" => Instant(ref reader, name) is { } at ? details with { ClosedAt = at } : null,
        "caseType" => Number(ref reader, name, 1, 9) is { } type ? details with { CaseType = (CaseType)type } : null,
        "greenChannel" => Flag(ref reader, name) is { } flag ? details with { GreenChannel = flag } : null,
        "channel" => Text(ref reader, name) is { } text ? details with { Channel = text } : null,
        "reason" => Text(ref reader, name) is { } text ? details with { Reason = text } : null,
        "remedies" => Text(ref reader, name) is { } text ? details with { Remedies = text } : null,
        "ground" => Text(ref reader, name) is { } text ? details with { Ground = text } : null,
        "expectedDays" => Number(ref reader, name, 0, 3_650) is { } days ? details with { ExpectedDays = days } : null,
        "noticeProof" => Text(ref reader, name) is { } text ? details with { NoticeProof = text } : null,
        "result" => Text(ref reader, name) is { } text ? details with { Result = text } : null,
        "days" => Number(ref reader, name, 0, 3_650) is { } days ? details with { Days = days } : null,
        "approver" => Text(ref reader, name) is { } text ? details with { Approver = text } : null,
        "feeType" => Text(ref reader, name) is { } text ? details with { FeeType = text } : null,
        "feeItem" => Text(ref reader, name) is { } text ? details with { FeeItem = text } : null,
        "amount" => Money(ref reader, name) is { } amount ? details with { Amount = amount } : null,
        "basis" => Text(ref reader, name) is { } text ? details with { Basis = text } : null,
        "materials" => Texts(ref reader, name) is { } texts ? details with { Materials = texts } : null,
        "prerequisites" => Texts(ref reader, name) is { } texts ? details with { Prerequisites = texts } : null,
        "opinion" => Text(ref reader, name) is { } text ? details with { Opinion = text } : null,
        "documentNumber" => Text(ref reader, name) is { } text ? details with { DocumentNumber = text } : null,
        "corrects" => Text(ref reader, name) is { } text ? details with { Corrects = text } : null,
        "satisfaction" => Number(ref reader, name, 1, 5) is { } mark ? details with { Satisfaction = mark } : null,
        _ => Other(ref reader, name) ? details : null,
    };

    private bool Other(ref Utf8JsonReader reader, string name)
    {
        var personal = PersonalFields.IsOfData(name);
        if (_extra.Count >= MostExtra || name.Length > 100)
            return Fail(name, "too-many", $"data has more than {MostExtra} further fields.", $"at most {MostExtra} further fields");
        var value = reader.TokenType == JsonTokenType.String ? reader.GetString()! : RawText(ref reader);
        if (value.Length > TextLength || value.Contains('\0'))
            return Fail(name, "too-long", $"data.{name} is too long or holds NUL.", $"at most {TextLength} characters");
        (personal ? _personal : _extra)[name] = value;
        return true;
    }

    private static string RawText(ref Utf8JsonReader reader)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return JsonSerializer.Serialize(value.RootElement);
    }

    private DateTimeOffset? Instant(ref Utf8JsonReader reader, string name)
    {
        if (WireTime.Read(ref reader) is { } at)
            return at;
        Fail(name, "malformed", $"data.{name} is not an instant.", WireTime.Expected);
        return null;
    }

    private string? Text(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: <= TextLength } text && !text.Contains('\0'))
            return text;
        Fail(name, "malformed", $"data.{name} is not a text of at most {TextLength} characters.", "a text");
        return null;
    }

    private int? Number(ref Utf8JsonReader reader, string name, int least, int most)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        if (reader.TokenType == JsonTokenType.String && Encoding.UTF8.GetByteCount(reader.GetString()!) < 6
            && int.TryParse(reader.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number)
            && number >= least && number <= most)
            return number;
        Fail(name, "malformed", $"data.{name} is not a number from {least} to {most}.", $"a whole number from {least} to {most}");
        return null;
    }

    private bool? Flag(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return reader.GetBoolean();
        Fail(name, "malformed", $"data.{name} is neither true nor false.", "true or false");
        return null;
    }

    private decimal? Money(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var amount) && amount is >= 0 and < 1_000_000_000_000_000m
            && decimal.Round(amount, 2) == amount)
            return amount;
        Fail(name, "malformed", $"data.{name} is not an amount in yuan with at most two decimals.", "120.50");
        return null;
    }

    private ImmutableArray<string>? Texts(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Fail(name, "malformed", $"data.{name} is not an array of texts.", "[\"…\"]");
            return null;
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Text(ref reader, name) is not { } text || texts.Count >= 200)
                return null;
            texts.Add(text);
        }

        return texts.DrainToImmutable();
    }

    private bool Fail(string name, string code, string message, string expected)
    {
        (Field, Code, Message, Expected) = ($"data.{name}", code, message, expected);
        return false;
    }
}
