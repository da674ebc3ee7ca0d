using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Grains.Catalogue;
using Tenancy;

namespace Grains.Rules;

/// <summary>The JSON form of a rulebook, in which provinces keep, publish and exchange them.</summary>
public static class RulebookJson
{
    /// <summary>Most rules a rulebook may hold (platform default).</summary>
    public const int MaximumRules = 200;

    /// <summary>Reads a whole rulebook; false with everything that is wrong with it, each at its place.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out Rulebook? rulebook, out ImmutableArray<RulebookError> errors) =>
        TryRead(utf8, asLayer: false, out rulebook, out errors);

    /// <summary>Reads what somebody would publish: its version is left out or not heeded, without an effective instant it is to hold as soon as it can.</summary>
    /// <remarks>A layer may hold no rule at all (it takes back what the one before it set) and may switch inherited rules off.</remarks>
    public static bool TryReadLayer(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out Rulebook? rulebook, out ImmutableArray<RulebookError> errors) =>
        TryRead(utf8, asLayer: true, out rulebook, out errors);

    private static bool TryRead(ReadOnlyMemory<byte> utf8, bool asLayer, [NotNullWhen(true)] out Rulebook? rulebook, out ImmutableArray<RulebookError> errors)
    {
        var found = ImmutableArray.CreateBuilder<RulebookError>();
        rulebook = null;
        try
        {
            using var document = JsonDocument.Parse(utf8, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            rulebook = Read(new(document.RootElement, "$", found), asLayer);
        }
        catch (JsonException broken)
        {
            found.Add(new($"$ (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1})", "not-json", "a JSON document"));
        }
        catch (InvalidOperationException)
        {
            found.Add(new("$", "not-json", "a JSON document in UTF-8, without half a character in any name or text"));
        }

        errors = found.DrainToImmutable();
        if (!errors.IsEmpty)
            rulebook = null;
        return errors.IsEmpty && rulebook is not null;
    }

    private static Rulebook Read(JsonPlace place, bool asLayer)
    {
        place.Knows("version", "name", "englishName", "effectiveFrom", "rules", "switchedOff");
        var rules = place["rules"].Entries().Take(MaximumRules + 1).Select(ReadRule).ToImmutableArray();
        var least = asLayer ? 0 : 1;
        if (rules.Length < least || rules.Length > MaximumRules)
            place["rules"].Wrong("wrong-count", $"{least} to {MaximumRules} rules");
        var hasVersion = !asLayer || place["version"].IsGiven;
        var hasInstant = !asLayer || place["effectiveFrom"].IsGiven;
        var codes = new HashSet<string>();
        foreach (var (rule, at) in rules.Zip(place["rules"].Entries()))
        {
            if (!codes.Add(rule.Code))
                at["code"].Wrong("code-repeated", "a code no other rule has");
        }

        return new(
            hasVersion ? place["version"].Integer(1, int.MaxValue) : 0, place["name"].Text(), place["englishName"].Text(),
            hasInstant ? place["effectiveFrom"].Instant() : DateTimeOffset.MinValue, rules)
        {
            SwitchedOff = [.. place["switchedOff"].Entries().Take(MaximumRules).Select(ReadCode)],
        };
    }

    private static Rule ReadRule(JsonPlace place)
    {
        place.Knows(
            "code", "kind", "name", "englishName", "colour", "points", "redAfterWorkingDays", "redPoints", "pointsSource", "clause", "kindClauses",
            "supervision", "mandatory", "parameters", "scope");
        var (kind, colour) = (place["kind"].Choice<RuleKind>(), place["colour"].Choice<Colour>());
        var points = place["points"].IsGiven ? place["points"].Tenths() : 0;
        int? redAfter = place["redAfterWorkingDays"].IsGiven ? place["redAfterWorkingDays"].Integer(0, 250) : null;
        Check(place, kind, colour, redAfter);
        return new Rule
        {
            Code = ReadCode(place["code"]),
            Kind = kind,
            Name = place["name"].Text(),
            EnglishName = place["englishName"].Text(),
            Colour = colour,
            Points = points,
            RedAfter = redAfter,
            RedPoints = place["redPoints"].IsGiven ? place["redPoints"].Tenths() : points,
            PointsSource = place["pointsSource"].IsGiven ? place["pointsSource"].Text() : Rule.PlatformDefault,
            Clause = place["clause"].Text(),
            KindClauses = [.. place["kindClauses"].Entries().Select(ReadKindClause)],
            Supervision = place["supervision"].Choice<Supervision>(),
            Mandatory = place["mandatory"].IsGiven && place["mandatory"].Flag(),
            Parameters = ReadParameters(place["parameters"], kind),
            Scope = place["scope"].IsGiven ? ReadScope(place["scope"]) : RuleScope.Everywhere,
        };
    }

    /// <summary>A colon would blur the border between a rule's code and what tells its faults apart.</summary>
    private static string ReadCode(JsonPlace place)
    {
        var code = place.Text();
        if (code.Length > 60 || code.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-"))
            place.Wrong("malformed", "1 to 60 of a-z, 0-9 and -");
        return code;
    }

    private static void Check(JsonPlace place, RuleKind kind, Colour colour, int? redAfter)
    {
        if (colour == Colour.None)
            place["colour"].Wrong("colour-missing", "green | yellow | red");
        if (redAfter is not null && (colour != Colour.Yellow || kind.IsPassing()))
            place["redAfterWorkingDays"].Wrong("only-yellow-turns-red", "left out: only a yellow fault turns red, and a reminder never");
    }

    private static ImmutableArray<KeyValuePair<string, int>> ReadParameters(JsonPlace place, RuleKind kind)
    {
        if (!place.IsGiven)
            return [];
        var known = kind.Parameters();
        place.Knows([.. known.Select(parameter => parameter.Name)]);
        return
        [
            .. known.Where(parameter => place[parameter.Name].IsGiven)
                .Select(parameter => KeyValuePair.Create(parameter.Name, place[parameter.Name].Integer(parameter.Least, parameter.Most))),
        ];
    }

    private static KindClause ReadKindClause(JsonPlace place)
    {
        place.Knows("itemKinds", "clause");
        if (!place["itemKinds"].Entries().Any())
            place["itemKinds"].Wrong("wrong-count", "at least one kind of item");
        return new([.. place["itemKinds"].Entries().Select(one => one.Choice<ItemKind>())], place["clause"].Text());
    }

    private static RuleScope ReadScope(JsonPlace place)
    {
        place.Knows("levels", "itemKinds", "departments");
        return new(
            [.. place["levels"].Entries().Select(one => one.Choice<Level>())],
            [.. place["itemKinds"].Entries().Select(one => one.Choice<ItemKind>())],
            [.. place["departments"].Entries().Select(one => one.Text())]);
    }
}
