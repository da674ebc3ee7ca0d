using Grains.Cases;
using Grains.Departments;
using Grains.Rules;
using Grains.Tests.Cases;

namespace Grains.Tests.Departments;

/// <summary>What a department has told, and how it is judged for that.</summary>
internal static class Told
{
    /// <summary>Monday 2026-03-09.</summary>
    public const string Today = "2026-03-09 10:00";

    public static DepartmentState After(DepartmentState state, string now, params Story[] cases) => After(state, now, Permit.Rules, cases);

    public static DepartmentState After(DepartmentState state, string now, Rulebooks rules, params Story[] cases)
    {
        var tally = new BatchTally(rules, Permit.Calendar, Story.Local(now), 7);
        foreach (var one in cases)
            tally.Add(one.State, one.Facts);
        return Department.Evolve(state, tally.ToBatch());
    }

    public static DepartmentJudgement Judge(DepartmentState state, string now, Rulebooks? rules = null, OwnSystem? system = null) =>
        DepartmentJudge.Judge(state, new(7, system ?? OwnSystem.Always, rules ?? Permit.Rules, Permit.Calendar, Story.Local(now)));

    public static Story Recorded(string occurred, string recorded, CaseSource source = CaseSource.Interface) =>
        new Story { Source = source }.On(occurred, CaseEventKind.Submitted, recorded: recorded);
}
