using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Grains.Rules;

/// <summary>Writes a rulebook as JSON; <see cref="RulebookJson"/> reads the same rulebook out of it.</summary>
public static class RulebookWriter
{
    // Chinese text stays readable; nothing of this is ever written into HTML unescaped.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document, UTF-8.</summary>
    public static byte[] Write(Rulebook rulebook)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            if (rulebook.Version > 0)
                json.WriteNumber("version", rulebook.Version);
            json.WriteString("name", rulebook.Name);
            json.WriteString("englishName", rulebook.EnglishName);
            if (rulebook.EffectiveFrom > DateTimeOffset.MinValue)
                json.WriteString("effectiveFrom", rulebook.EffectiveFrom);
            json.WriteStartArray("rules");
            foreach (var rule in rulebook.Rules)
                Write(json, rule);
            json.WriteEndArray();
            if (!rulebook.SwitchedOff.IsEmpty)
                Write(json, "switchedOff", rulebook.SwitchedOff);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject();
        json.WriteString("code", rule.Code);
        json.WriteString("kind", rule.Kind.Name());
        json.WriteString("name", rule.Name);
        json.WriteString("englishName", rule.EnglishName);
        json.WriteString("colour", Kebab(rule.Colour));
        json.WriteNumber("points", rule.Points / 10m);
        if (rule.RedAfter is { } days)
            json.WriteNumber("redAfterWorkingDays", days);
        json.WriteNumber("redPoints", rule.RedPoints / 10m);
        json.WriteString("pointsSource", rule.PointsSource);
        json.WriteString("clause", rule.Clause);
        if (!rule.KindClauses.IsEmpty)
            Write(json, rule.KindClauses);
        json.WriteString("supervision", Kebab(rule.Supervision));
        json.WriteBoolean("mandatory", rule.Mandatory);
        json.WriteStartObject("parameters");
        foreach (var (name, value) in rule.Parameters)
            json.WriteNumber(name, value);
        json.WriteEndObject();
        Write(json, rule.Scope);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<KindClause> clauses)
    {
        json.WriteStartArray("kindClauses");
        foreach (var one in clauses)
        {
            json.WriteStartObject();
            Write(json, "itemKinds", one.ItemKinds.Select(Kebab));
            json.WriteString("clause", one.Clause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RuleScope scope)
    {
        json.WriteStartObject("scope");
        Write(json, "levels", scope.Levels.Select(Kebab));
        Write(json, "itemKinds", scope.ItemKinds.Select(Kebab));
        Write(json, "departments", scope.Departments);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Kebab<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
