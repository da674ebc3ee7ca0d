using System.Collections.Immutable;

namespace Grains.Rules;

/// <summary>监察规则: one version of the rules that raise signals, published for a whole subtree.</summary>
/// <param name="Version">Grows from 1; a signal names it.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="EnglishName">English name.</param>
/// <param name="EffectiveFrom">First instant at which it holds, UTC: it judges what becomes true from then on.</param>
/// <param name="Rules">In the order in which faults are shown.</param>
public sealed record Rulebook(int Version, string Name, string EnglishName, DateTimeOffset EffectiveFrom, ImmutableArray<Rule> Rules)
{
    /// <summary>Codes of inherited rules that do not hold here: only a layer below a root has any, and only of rules that are not mandatory.</summary>
    public ImmutableArray<string> SwitchedOff { get; init; } = [];

    /// <summary>The rule of this code.</summary>
    public Rule? Find(string code)
    {
        foreach (var rule in Rules)
        {
            if (rule.Code == code)
                return rule;
        }

        return null;
    }
}
