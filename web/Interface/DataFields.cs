using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Grains.Cases;

namespace Web.Interface;

/// <summary>Reads an event's <c>data</c>: what the platform judges, and what it keeps apart because it is, or may be, about a person.</summary>
internal sealed class DataFields(CaseSource source)
{
    private const int TextLength = 4_000;
    private const int NameLength = 100;
    private const int MostExtra = 50;
    private const int MostTexts = 200;

    private readonly SortedDictionary<string, string> _personal = new(StringComparer.Ordinal);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    private ImmutableArray<KeyValuePair<string, string>> _extra = [];

    public string Field { get; private set; } = "data";

    public string Code { get; private set; } = "malformed";

    public string Message { get; private set; } = "data cannot be understood.";

    public string Expected { get; private set; } = "a JSON object";

    /// <summary>Where reading stands, as a path.</summary>
    public string Place { get; private set; } = "data";

    /// <summary>The details; null when a field cannot be understood.</summary>
    public CaseDetails? Read(ref Utf8JsonReader reader)
    {
        var details = new CaseDetails();
        var any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Place = "data";
            var name = reader.GetString()!;
            Place = $"data.{name}";
            if (!_told.Add(name) && !Fail(name, "malformed", $"data.{name} is told twice.", "each field once"))
                return null;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
                continue;
            if (One(ref reader, name, details) is not { } next)
                return null;
            details = next;
            any = true;
        }

        return !any ? CaseDetails.None : details with { Personal = [.. _personal], Extra = _extra };
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
        PersonalFields.Approver => Text(ref reader, name) is { } text ? details with { Approver = Apart(name, text) } : null,
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
        // The platform's own forms say on what the post rests; from anywhere else it is a field that nobody knows.
        PostBases.Field when source == CaseSource.Form => Text(ref reader, name) is { } text ? Platform(name, text, details) : null,
        _ => Other(ref reader, name) ? details : null,
    };

    private CaseDetails Platform(string name, string text, CaseDetails details)
    {
        _extra = [new(name, text)];
        return details;
    }

    private bool Other(ref Utf8JsonReader reader, string name)
    {
        if (name.Length > NameLength || name.Contains('\0'))
            return Fail(name, "too-long", $"The name of a field of data has more than {NameLength} characters or holds NUL.", $"a name of at most {NameLength} printable characters");
        if (_personal.Count >= MostExtra)
            return Fail(name, "too-many", $"data has more than {MostExtra} further fields.", $"at most {MostExtra} further fields");
        if ((reader.TokenType == JsonTokenType.String ? reader.GetString() : RawText(ref reader)) is not { } value)
            return Fail(name, "malformed", EventFields.NoText, EventFields.TextExpected);
        if (value.Length > TextLength || value.Contains('\0'))
            return Fail(name, "too-long", $"data.{name} is too long or holds NUL.", $"at most {TextLength} characters");
        _personal[name] = value;
        return true;
    }

    /// <summary>Keeps what names a person apart; what stays in its place says that there was something.</summary>
    private string Apart(string name, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return text;
        _personal[name] = text;
        return CaseDetails.KeptApart;
    }

    /// <summary>An object or array as compact JSON; null where a text within it is none.</summary>
    private static string? RawText(ref Utf8JsonReader reader)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        try
        {
            return JsonSerializer.Serialize(value.RootElement);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private DateTimeOffset? Instant(ref Utf8JsonReader reader, string name)
    {
        if (WireTime.Read(ref reader) is { } at)
            return at;
        Fail(name, "malformed", $"data.{name} is not an instant of the years that are taken.", WireTime.Expected);
        return null;
    }

    private string? Text(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: <= TextLength } text && !text.Contains('\0'))
            return text;
        Fail(name, "malformed", $"data.{name} is not a text of at most {TextLength} characters.", $"a text of at most {TextLength} characters, without NUL");
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
            if (Text(ref reader, name) is not { } text)
                return null;
            if (texts.Count >= MostTexts)
            {
                Fail(name, "too-many", $"data.{name} has more than {MostTexts} texts.", $"at most {MostTexts} texts");
                return null;
            }

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
