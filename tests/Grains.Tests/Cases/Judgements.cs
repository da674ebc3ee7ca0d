using Grains.Cases;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>Reads a judgement in tests.</summary>
internal static class Judgements
{
    public static Fault? Of(this Judgement judgement, RuleKind kind) => judgement.Faults.SingleOrDefault(fault => fault.Kind == kind);

    public static void Finds(this Judgement judgement, RuleKind kind, Colour colour, string trueFrom)
    {
        var fault = Assert.Single(judgement.Faults, fault => fault.Kind == kind);
        Assert.Equal(colour, fault.Colour);
        Assert.Equal(Story.Local(trueFrom), fault.TrueFrom);
        Assert.NotEmpty(fault.Clause);
        Assert.NotEmpty(fault.Facts);
        Assert.Equal(1, fault.RulebookVersion);
    }

    public static void DoesNotFind(this Judgement judgement, RuleKind kind) => Assert.DoesNotContain(judgement.Faults, fault => fault.Kind == kind);
}
