using System.Collections.Immutable;

namespace Grains.Rules;

/// <summary>Takes over into a province's rulebook what the shipped one has gained since the province was set up: its own is never changed for it.</summary>
public static class Adoption
{
    /// <summary>The shipped rules that it lacks, in their order: it has none of their code nor of their kind, or cites no law of its own for kinds of item where they do.</summary>
    /// <param name="book">The rulebook of a root.</param>
    public static ImmutableArray<Rule> Lacking(Rulebook book) => [.. Preset.ShenzhenBase.Rules.Where(rule => Lacks(book, rule))];

    /// <summary>The rulebook with them: new rules at its end, clauses at the rules that stand in it otherwise unchanged.</summary>
    /// <param name="book">The rulebook of a root.</param>
    public static Rulebook Of(Rulebook book)
    {
        var rules = book.Rules;
        foreach (var rule in Lacking(book))
            rules = book.Find(rule.Code) is { } own ? rules.Replace(own, own with { KindClauses = rule.KindClauses }) : rules.Add(rule);
        return book with { Rules = rules };
    }

    private static bool Lacks(Rulebook book, Rule rule) => book.Find(rule.Code) is { } own
        ? own.Clause == rule.Clause && own.KindClauses.IsEmpty && !rule.KindClauses.IsEmpty
        : !book.Rules.Any(other => other.Kind == rule.Kind);
}
