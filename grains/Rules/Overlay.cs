using System.Collections.Immutable;

namespace Grains.Rules;

/// <summary>How the layer of a jurisdiction is laid over the rules it inherits.</summary>
public static class Overlay
{
    /// <summary>Everything that forbids the layer, each at its place in the document.</summary>
    /// <param name="inherited">The rules it would be laid over.</param>
    /// <param name="layer">The layer.</param>
    public static ImmutableArray<RulebookError> Faults(Rulebook inherited, Rulebook layer)
    {
        var faults = ImmutableArray.CreateBuilder<RulebookError>();
        for (var i = 0; i < layer.Rules.Length; i++)
        {
            if (inherited.Find(layer.Rules[i].Code) is not { } above)
                continue;
            if (above.Mandatory)
                faults.AddRange(Tightening.Loosenings(above, layer.Rules[i], $"$.rules[{i}]"));
            else if (above.Kind != layer.Rules[i].Kind)
                faults.Add(new($"$.rules[{i}].kind", "kind-changed", above.Kind.Name()));
        }

        for (var i = 0; i < layer.SwitchedOff.Length; i++)
        {
            var above = inherited.Find(layer.SwitchedOff[i]);
            if (above is null)
                faults.Add(new($"$.switchedOff[{i}]", "unknown-rule", "the code of an inherited rule"));
            else if (above.Mandatory)
                faults.Add(new($"$.switchedOff[{i}]", "loosens-mandatory", "left out: the rule is mandatory"));
            else if (layer.Find(above.Code) is not null)
                faults.Add(new($"$.switchedOff[{i}]", "set-and-switched-off", "left out: the layer sets this rule"));
        }

        return faults.DrainToImmutable();
    }

    /// <summary>The rules in force once the layer is laid over them; what came to loosen a mandatory rule since it was made is passed over.</summary>
    public static ImmutableArray<Rule> Lay(ImmutableArray<Rule> inherited, RulebookLayer layer)
    {
        var origin = new RuleOrigin(layer.Owner, layer.Book.Version);
        var own = layer.Book.Rules.ToDictionary(rule => rule.Code, StringComparer.Ordinal);
        var laid = ImmutableArray.CreateBuilder<Rule>(inherited.Length + own.Count);
        foreach (var above in inherited)
        {
            var isSet = own.Remove(above.Code, out var rule);
            if (isSet && rule!.Kind == above.Kind && (!above.Mandatory || !Tightening.Loosenings(above, rule).Any()))
                laid.Add(rule with { Origin = origin });
            else if (above.Mandatory || !layer.Book.SwitchedOff.Contains(above.Code))
                laid.Add(above);
        }

        foreach (var rule in layer.Book.Rules)
        {
            if (own.ContainsKey(rule.Code))
                laid.Add(rule with { Origin = origin });
        }

        return laid.DrainToImmutable();
    }
}
