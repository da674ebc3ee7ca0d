using System.Globalization;
using Grains.Rules;
using Microsoft.Extensions.Localization;

namespace Web.Rules;

/// <summary>Rules in words, in the page's language: their numbers with units, their fields, and why one was refused at a field.</summary>
public sealed class RuleWords(IStringLocalizer<Resources.Rules> words, IStringLocalizer<Resources.Catalogue> items)
{
    /// <summary>Whether a field's difference is told to people: where points came from is not, nor points once red of what is not yellow.</summary>
    public static bool IsShown(Rule rule, string field) => field is not ("pointsSource" or "kind") && (field != "redPoints" || rule.Colour == Colour.Yellow);

    /// <summary>The numbers of a rule in sentences, with their units.</summary>
    public IEnumerable<string> Parameters(Rule rule) =>
        rule.Kind.Parameters().Select(parameter => Sentence(rule.Kind, parameter.Name, rule.Parameter(parameter.Name).ToString(CultureInfo.CurrentCulture)));

    /// <summary>One number of a kind of rule in a sentence.</summary>
    public string Sentence(RuleKind kind, string parameter, string value) => words[$"parameter.{kind.Name()}.{parameter}", value].Value;

    /// <summary>What a number of a kind of rule is called on a form, with its unit.</summary>
    public string Label(RuleKind kind, string parameter) => words[$"label.{kind.Name()}.{parameter}"].Value;

    /// <summary>Points as people write them.</summary>
    public static string Points(int tenths) => (tenths / 10m).ToString("0.#", CultureInfo.CurrentCulture);

    /// <summary>What a field is called.</summary>
    public string Field(RuleKind kind, string field) => field.StartsWith("parameters.", StringComparison.Ordinal)
        ? Label(kind, field["parameters.".Length..])
        : words[$"field.{field}"].Value;

    /// <summary>A field's value as people read it; a dash where it has none.</summary>
    public string Value(string field, string value) => field switch
    {
        _ when value.Length == 0 => words["value.none"].Value,
        "colour" or "supervision" => words[$"{field}.{value}"].Value,
        "mandatory" => words[$"mandatory.{value}"].Value,
        "redAfterWorkingDays" => words["red-after.days", value].Value,
        "kindClauses" => string.Join("; ", value.Split("; ").Select(ByKind)),
        "scope.itemKinds" => Kinds(value) ?? value,
        "scope.levels" => string.Join(" / ", value.Split(' ').Select(level => words[$"level.{level}"].Value)),
        _ => value,
    };

    /// <summary>A clause with the kinds of items that it is for; the rest of a clause that is in two parts itself is for none.</summary>
    private string ByKind(string clause) =>
        clause.Split(": ", 2) is [var codes, var text] && Kinds(codes) is { } kinds ? $"{kinds}: {text}" : clause;

    /// <summary>Kinds of items by their names; null where one of the words is no code of a kind.</summary>
    private string? Kinds(string codes)
    {
        var names = codes.Split(' ').Select(code => items[$"kind.{code}"]).ToList();
        return names.Exists(name => name.ResourceNotFound) ? null : string.Join(" / ", names.Select(name => name.Value));
    }

    /// <summary>Why a fault's place was refused, beside its field.</summary>
    /// <param name="fault">The fault as the interface answers it.</param>
    /// <param name="above">The inherited rule; null at the root.</param>
    public string Fault(RulebookError fault, Rule? above)
    {
        var field = FieldOf(fault.Path);
        if (fault.Code != "loosens-mandatory" || above is null)
            return words[$"fault.{fault.Code}"] is { ResourceNotFound: false } known ? known.Value : $"{fault.Path}: {fault.Code} ({fault.Expected})";
        if (field.StartsWith("parameters.", StringComparison.Ordinal))
        {
            var parameter = above.Kind.Parameters().First(one => one.Name == field["parameters.".Length..]);
            return words[parameter.StricterWhenGreater ? "fault.at-least" : "fault.at-most", above.Parameter(parameter.Name)].Value;
        }

        return field switch
        {
            "colour" => words["fault.colour", Value("colour", above.Colour.ToString().ToLowerInvariant())].Value,
            "points" => words["fault.at-least", fault.Expected["at least ".Length..]].Value,
            "redPoints" => words["fault.at-least", Points(above.RedPoints)].Value,
            "redAfterWorkingDays" => words["fault.at-most", above.RedAfter!].Value,
            _ => words["fault.loosens"].Value,
        };
    }

    /// <summary>A fault anywhere in a document in a sentence: which rule, which field, why.</summary>
    /// <param name="fault">The fault as the interface answers it.</param>
    /// <param name="layer">The document.</param>
    /// <param name="inherited">The rules it would be laid over; null for a root's.</param>
    public string Place(RulebookError fault, Rulebook? layer, Rulebook? inherited)
    {
        if (layer is null || RuleAt(fault.Path) is not { } at || at >= layer.Rules.Length)
            return words["place", fault.Path, Fault(fault, null), fault.Expected].Value;
        var rule = layer.Rules[at];
        return words["place.rule", Screens.RuleNames.Of(rule), Field(rule.Kind, FieldOf(fault.Path)), Fault(fault, inherited?.Find(rule.Code))].Value;
    }

    /// <summary>Place in the document of the rule that a path lies in; null for a path outside of all rules.</summary>
    public static int? RuleAt(string path) =>
        path.StartsWith("$.rules[", StringComparison.Ordinal) && path.IndexOf(']', StringComparison.Ordinal) is var end and > 0
        && int.TryParse(path.AsSpan("$.rules[".Length, end - "$.rules[".Length), CultureInfo.InvariantCulture, out var at) ? at : null;

    /// <summary>The field of a rule that a path ends in, such as <c>points</c> or <c>parameters.workingDays</c>.</summary>
    public static string FieldOf(string path)
    {
        var parts = path.Split('.');
        return parts.Length > 2 && parts[^2] is "parameters" or "scope" ? $"{parts[^2]}.{parts[^1]}" : parts[^1];
    }
}
