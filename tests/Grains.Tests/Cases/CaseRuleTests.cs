using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

public sealed class CaseRuleTests
{
    public static TheoryData<string> Names => [.. RuleExamples.All.Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_FindsWhatIsWrongAndNothingElse(string name)
    {
        var example = RuleExamples.All.Single(example => example.Name == name);
        var judged = example.Story.Judged(example.Now, example.Item, example.Retired);
        if (example.TrueFrom is null)
            judged.DoesNotFind(example.Kind);
        else
            judged.Finds(example.Kind, example.Colour, example.TrueFrom);
    }

    [Fact]
    public void EveryKindOfRuleOnCases_HasAFindingAndALawfulExample()
    {
        var onDepartments = Enum.GetValues<RuleKind>().Where(kind => kind.IsLasting());
        Assert.Equal(Enum.GetValues<RuleKind>().Except(onDepartments), Kinds(found: true));
        Assert.Equal(Enum.GetValues<RuleKind>().Except(onDepartments), Kinds(found: false));
    }

    [Fact]
    public void EveryFault_HasAKeyOfItsOwn()
    {
        foreach (var example in RuleExamples.All)
        {
            var keys = example.Story.Judged(example.Now, example.Item, example.Retired).Faults.Select(fault => fault.Key).ToList();
            Assert.Equal(keys.Distinct(), keys);
        }
    }

    private static IEnumerable<RuleKind> Kinds(bool found) =>
        RuleExamples.All.Where(example => example.TrueFrom is not null == found).Select(example => example.Kind).Distinct().Order();
}
