using Tenancy;

namespace Grains.Rules;

/// <summary>A rulebook made ready for one tenant: its rules by kind.</summary>
internal sealed class CompiledRulebook
{
    private readonly CompiledRule[][] _byKind;

    public CompiledRulebook(Rulebook rulebook, Level level, IReadOnlyDictionary<string, int> departments)
    {
        Source = rulebook;
        _byKind = new CompiledRule[RuleKinds.Number][];
        for (var kind = 0; kind < _byKind.Length; kind++)
        {
            _byKind[kind] =
            [
                .. rulebook.Rules
                    .Where(rule => (int)rule.Kind == kind && rule.Scope.Includes(level))
                    .Select(rule => new CompiledRule(rule, departments)),
            ];
        }
    }

    public Rulebook Source { get; }

    public DateTimeOffset EffectiveFrom => Source.EffectiveFrom;

    public CompiledRule[] Of(RuleKind kind) => _byKind[(int)kind];

    /// <summary>The rules of a kind that look at a whole department.</summary>
    public IEnumerable<CompiledRule> All(RuleKind kind, int department) => Of(kind).Where(rule => rule.Covers(department, default));
}
