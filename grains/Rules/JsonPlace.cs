using System.Collections.Immutable;
using System.Text.Json;

namespace Grains.Rules;

/// <summary>A value in a JSON document that knows where it stands and collects what is wrong with it.</summary>
internal readonly struct JsonPlace
{
    private readonly JsonElement? _value;
    private readonly string _path;
    private readonly ImmutableArray<RulebookError>.Builder _errors;

    public JsonPlace(JsonElement? value, string path, ImmutableArray<RulebookError>.Builder errors) =>
        (_value, _path, _errors) = (value, path, errors);

    /// <summary>The member is there and is not null.</summary>
    public bool IsGiven => _value is { ValueKind: not JsonValueKind.Null };

    /// <summary>A member of the object; whether it is there shows when it is read.</summary>
    public JsonPlace this[string name] => new(
        _value is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) ? child : null, $"{_path}.{name}", _errors);

    public void Wrong(string code, string expected) => _errors.Add(new(_path, code, expected));

    /// <summary>Names every member that is not among the known ones, or told twice: a misspelt parameter must not pass in silence, nor the first of two.</summary>
    public void Knows(params ReadOnlySpan<string> names)
    {
        if (_value is not { ValueKind: JsonValueKind.Object } parent)
        {
            Wrong("not-an-object", "an object");
            return;
        }

        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in parent.EnumerateObject())
        {
            if (!told.Add(member.Name))
                this[member.Name].Wrong("told-twice", "a member that is told once");
            if (!names.Contains(member.Name))
                this[member.Name].Wrong("unknown-member", $"one of {string.Join(", ", names.ToArray())}");
        }
    }

    public string Text()
    {
        if (_value is { ValueKind: JsonValueKind.String } text && text.GetString() is { } read && !string.IsNullOrWhiteSpace(read))
            return read;
        Wrong(IsGiven ? "not-a-text" : "missing", "a text that is not empty");
        return "";
    }

    public int Integer(int least, int most)
    {
        if (_value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var read) && read >= least && read <= most)
            return read;
        Wrong(IsGiven ? "out-of-range" : "missing", $"a whole number from {least} to {most}");
        return least;
    }

    /// <summary>Points with at most one decimal, as tenths.</summary>
    public int Tenths()
    {
        if (_value is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var read)
            && read is >= 0 and <= 1000 && decimal.Truncate(read * 10) == read * 10)
            return (int)(read * 10);
        Wrong(IsGiven ? "out-of-range" : "missing", "a number from 0 to 1000 with at most one decimal");
        return 0;
    }

    public bool Flag()
    {
        if (_value is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag)
            return flag.GetBoolean();
        Wrong(IsGiven ? "not-a-flag" : "missing", "true or false");
        return false;
    }

    public DateTimeOffset Instant()
    {
        if (_value is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var read))
            return read.ToUniversalTime();
        Wrong(IsGiven ? "not-an-instant" : "missing", "an instant with its offset, such as 2007-02-10T00:00:00+08:00");
        return default;
    }

    /// <summary>One of an enumeration, by its kebab-case name.</summary>
    public T Choice<T>()
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().Select(one => (One: one, Name: JsonNamingPolicy.KebabCaseLower.ConvertName(one.ToString())));
        if (_value is { ValueKind: JsonValueKind.String } text)
        {
            foreach (var (one, name) in names)
            {
                if (text.ValueEquals(name))
                    return one;
            }
        }

        Wrong(IsGiven ? "unknown-value" : "missing", string.Join(" | ", names.Select(one => one.Name)));
        return default;
    }

    /// <summary>The entries of an array; none where it is left out.</summary>
    public IEnumerable<JsonPlace> Entries()
    {
        if (!IsGiven)
            yield break;
        if (_value is not { ValueKind: JsonValueKind.Array } array)
        {
            Wrong("not-a-list", "a list");
            yield break;
        }

        var index = 0;
        foreach (var entry in array.EnumerateArray())
            yield return new(entry, $"{_path}[{index++}]", _errors);
    }
}
