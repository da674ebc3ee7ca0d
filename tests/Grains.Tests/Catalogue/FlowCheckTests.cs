using Grains.Catalogue;
using Xunit;

namespace Grains.Tests.Catalogue;

public sealed class FlowCheckTests
{
    private static FlowStep Step(string code, params string[] next) => new(code, code, ["p"], null, [.. next]);

    private static string[] Codes(string decidingPost, params FlowStep[] steps) =>
        [.. FlowCheck.Of(new([.. steps], decidingPost)).Select(f => f.At is null ? f.Code : $"{f.Code}@{f.At}")];

    [Fact]
    public void ClosedFlow_HasNoFinding() => Assert.Empty(Codes("p", Step("a", "b"), Step("b", "a", "c"), Step("c")));

    [Fact]
    public void NoFlow_IsMissing() => Assert.Equal("flow-missing", Assert.Single(FlowCheck.Of(null)).Code);

    [Fact]
    public void NextStepThatDoesNotExist_IsFoundAtItsStep() => Assert.Equal(["next-step-unknown@a"], Codes("p", Step("a", "b", "x"), Step("b")));

    [Fact]
    public void StepNobodyLeadsTo_IsUnreachable() => Assert.Equal(["step-unreachable@b"], Codes("p", Step("a"), Step("b")));

    [Fact]
    public void CircleWithoutWayOut_HasNoEnd() => Assert.Equal(["step-without-end@a", "step-without-end@b"], Codes("p", Step("a", "b"), Step("b", "a")));

    [Fact]
    public void DecidingPost_MustStandInTheFlow()
    {
        Assert.Equal(["deciding-post-not-in-flow@head"], Codes("head", Step("a")));
        Assert.Equal(["deciding-post-missing"], Codes("", Step("a")));
    }

    [Fact]
    public void MandatoryStep_IsOfAKnownKindAndNeverOptional()
    {
        Assert.Equal(["mandatory-kind-unknown@a"], Codes("p", Step("a") with { Mandatory = "party" }));
        Assert.Equal(["mandatory-step-optional@a"], Codes("p", Step("a") with { Mandatory = MandatoryKind.Hearing, Optional = true }));
    }

    [Fact]
    public void StepsWithTheSameCode_AreFound() => Assert.Equal(["step-duplicate@a"], Codes("p", Step("a"), Step("a")));
}
