using System.Collections.Frozen;
using Grains.Catalogue;

namespace Grains.Rules;

/// <summary>A rule made ready for one tenant: its numbers looked up, its scope resolved.</summary>
internal sealed class CompiledRule
{
    private readonly uint kinds;
    private readonly FrozenSet<int>? departments;

    public CompiledRule(Rule rule, IReadOnlyDictionary<string, int> departmentIds)
    {
        Rule = rule;
        WorkingDays = rule.Parameter(RuleParameter.WorkingDays);
        Seconds = rule.Parameter(RuleParameter.Seconds);
        Count = rule.Parameter(RuleParameter.Count);
        foreach (var kind in rule.Scope.ItemKinds)
            kinds |= 1u << (int)kind;
        if (!rule.Scope.Departments.IsEmpty)
            departments = rule.Scope.Departments.Where(departmentIds.ContainsKey).Select(code => departmentIds[code]).ToFrozenSet();
    }

    public Rule Rule { get; }

    public int WorkingDays { get; }

    public int Seconds { get; }

    public int Count { get; }

    /// <summary>Whether the rule looks at this department's items of this kind; an unknown item (0, 0) only falls under rules for all.</summary>
    public bool Covers(int department, ItemKind kind) =>
        (kinds == 0 || (kinds & (1u << (int)kind)) != 0) && (departments is null || departments.Contains(department));
}
