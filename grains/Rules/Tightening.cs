using System.Collections.Immutable;

namespace Grains.Rules;

/// <summary>Whether a rule laid over an inherited one only tightens it: warns earlier, counts more, reaches at least as far.</summary>
/// <remarks>What those above marked mandatory may be tightened below, never loosened or switched off (domain.md, Rules, centrally).</remarks>
public static class Tightening
{
    /// <summary>Every way in which the rule is looser than the inherited one; empty when it is as strict or stricter.</summary>
    /// <param name="inherited">The rule as it holds above.</param>
    /// <param name="own">The rule laid over it.</param>
    /// <param name="path">Place of <paramref name="own"/> in its document.</param>
    public static IEnumerable<RulebookError> Loosenings(Rule inherited, Rule own, string path = "$")
    {
        if (own.Kind != inherited.Kind)
        {
            yield return new($"{path}.kind", "loosens-mandatory", inherited.Kind.Name());
            yield break;
        }

        if (!own.Mandatory)
            yield return new($"{path}.mandatory", "loosens-mandatory", "true");
        if (own.Colour < inherited.Colour)
            yield return new($"{path}.colour", "loosens-mandatory", $"{inherited.Colour.ToString().ToLowerInvariant()} or graver");
        // Red from the start, it must count what the inherited one counts once it has turned red.
        var least = own.Colour == Colour.Red && inherited.RedAfter is not null ? Math.Max(inherited.Points, inherited.RedPoints) : inherited.Points;
        if (own.Points < least)
            yield return new($"{path}.points", "loosens-mandatory", AtLeast(least));
        if (own.RedPoints < inherited.RedPoints && own.Colour != Colour.Red)
            yield return new($"{path}.redPoints", "loosens-mandatory", AtLeast(inherited.RedPoints));
        if (own.Colour != Colour.Red && inherited.RedAfter is { } days && (own.RedAfter is not { } after || after > days))
            yield return new($"{path}.redAfterWorkingDays", "loosens-mandatory", $"at most {days}");
        foreach (var parameter in inherited.Kind.Parameters())
        {
            var (has, must) = (own.Parameter(parameter.Name), inherited.Parameter(parameter.Name));
            if (parameter.StricterWhenGreater ? has < must : has > must)
                yield return new($"{path}.parameters.{parameter.Name}", "loosens-mandatory", parameter.StricterWhenGreater ? $"at least {must}" : $"at most {must}");
        }

        if (!Covers(own.Scope.Levels, inherited.Scope.Levels))
            yield return new($"{path}.scope.levels", "loosens-mandatory", "every level that the inherited rule reaches");
        if (!Covers(own.Scope.ItemKinds, inherited.Scope.ItemKinds))
            yield return new($"{path}.scope.itemKinds", "loosens-mandatory", "every kind of item that the inherited rule reaches");
        if (!Covers(own.Scope.Departments, inherited.Scope.Departments))
            yield return new($"{path}.scope.departments", "loosens-mandatory", "every department that the inherited rule reaches");
    }

    private static string AtLeast(int tenths) => FormattableString.Invariant($"at least {tenths / 10m:0.#}");

    /// <summary>An empty list leaves its side open.</summary>
    private static bool Covers<T>(ImmutableArray<T> own, ImmutableArray<T> inherited) =>
        own.IsEmpty || (!inherited.IsEmpty && inherited.All(own.Contains));
}
