using System.Collections.Frozen;
using Grains.Catalogue;

namespace Grains.Rules;

/// <summary>A rule made ready for one tenant: its numbers looked up, its scope resolved.</summary>
internal sealed class CompiledRule
{
    private readonly uint _kinds;
    private readonly FrozenSet<int>? _departments;

    public CompiledRule(Rule rule, IReadOnlyDictionary<string, int> departmentIds)
    {
        Rule = rule;
        WorkingDays = rule.Parameter(RuleParameter.WorkingDays);
        Seconds = rule.Parameter(RuleParameter.Seconds);
        Count = rule.Parameter(RuleParameter.Count);
        foreach (var kind in rule.Scope.ItemKinds)
            _kinds |= 1u << (int)kind;
        if (!rule.Scope.Departments.IsEmpty)
            _departments = rule.Scope.Departments.Where(departmentIds.ContainsKey).Select(code => departmentIds[code]).ToFrozenSet();
    }

    public Rule Rule { get; }

    public int WorkingDays { get; }

    public int Seconds { get; }

    public int Count { get; }

    /// <summary>Whether the rule looks at this department's items of this kind; an unknown item (0, 0) only falls under rules for all.</summary>
    public bool Covers(int department, ItemKind kind) =>
        (_kinds == 0 || (_kinds & (1u << (int)kind)) != 0) && (_departments is null || _departments.Contains(department));
}
