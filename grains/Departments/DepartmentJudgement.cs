using System.Collections.Immutable;
using Grains.Rules;

namespace Grains.Departments;

/// <summary>What a department's data amount to at an instant.</summary>
/// <param name="Faults">Faults true at the instant; those of earlier days have their signals already and stay (<see cref="RuleKinds.IsLasting"/>).</param>
/// <param name="NextCheckAt">The next instant at which time alone can change them; null = never.</param>
public sealed record DepartmentJudgement(ImmutableArray<Fault> Faults, DateTimeOffset? NextCheckAt);
