using System.Globalization;
using Grains.Journal;
using Grains.Rules;
using Tenancy;

namespace Web.Screens;

/// <summary>The names of rules in the page's language, as the rulebook has them that a signal rests on; a signal carries only the rule's code and the version.</summary>
public sealed class RuleNames(RulebookBook book)
{
    /// <summary>The name of a rule as a version in force in a jurisdiction has it; else as any version has it; its code when none knows it.</summary>
    /// <param name="tenant">Whose rules.</param>
    /// <param name="code">Code of the rule.</param>
    /// <param name="version">The version that a signal rests on; null for the latest.</param>
    public string Of(TenantId tenant, string code, int? version = null)
    {
        Rule? found = null;
        if (book.History.Tree.TryFind(tenant, out _))
        {
            foreach (var one in book.Versions(tenant))
            {
                if (one.Find(code) is { } rule && (found is null || version is null || one.Version <= version))
                    found = rule;
            }
        }

        return found is null ? code : Of(found);
    }

    /// <summary>Every rule's name by its code, for what a viewer may see: the rules of the own jurisdiction, of those above and of those below.</summary>
    public IReadOnlyDictionary<string, string> All(TenantId viewer)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var tree = book.History.Tree;
        foreach (var layer in book.History.Layers)
        {
            if (layer.Status != LayerStatus.Published || !(tree.IsWithin(viewer, layer.Owner) || tree.IsWithin(layer.Owner, viewer)))
                continue;
            foreach (var rule in layer.Book.Rules)
                names[rule.Code] = Of(rule);
        }

        return names;
    }

    /// <summary>The name of a rule in the page's language.</summary>
    public static string Of(Rule rule) =>
        string.Equals(CultureInfo.CurrentUICulture.Name, "en", StringComparison.Ordinal) ? rule.EnglishName : rule.Name;
}
