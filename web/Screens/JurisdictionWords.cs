using Tenancy;

namespace Web.Screens;

/// <summary>Names a jurisdiction as people type it: its name where that is unique, otherwise name and code.</summary>
public static class JurisdictionWords
{
    /// <summary>What is offered to choose from: the words to type, and where it lies.</summary>
    public static IEnumerable<(string Words, string Label)> Offered(JurisdictionTree tree)
    {
        var namesakes = tree.All.GroupBy(one => one.Name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        return tree.All
            .Where(one => one.Level != Level.Township)
            .OrderBy(one => one.Code, StringComparer.Ordinal)
            .Select(one => (
                namesakes.Contains(one.Name) ? $"{one.Name} {one.Key}" : one.Name,
                string.Join(' ', tree.AncestorsOf(one.Id).Reverse().Select(above => above.Name).Append(one.Key))));
    }

    /// <summary>The jurisdiction that somebody typed, by key, by code, by name, or by name and key; null when it is none or several.</summary>
    public static Jurisdiction? Find(JurisdictionTree tree, string typed)
    {
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return null;
        if (tree.TryFind(words[^1], out var byKey))
            return byKey;
        var named = tree.All.Where(one => one.Code == words[^1] || one.Name == words[^1]).Take(2).ToList();
        return named is [var only] ? only : null;
    }
}
