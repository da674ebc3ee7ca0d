using Grains.Cases;
using Grains.Catalogue;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>a leads to c, c to b, b to d and back to c: published as a, b, c, d.</summary>
public sealed class FlowWalkTests
{
    private static readonly Flow Flow = new([Step("a", "c"), Step("b", "d", "c"), Step("c", "b"), Step("d")], "p");

    [Theory]
    [InlineData(true, 0, 1, 2)]
    [InlineData(true, 0, 1, 2, 3)]
    [InlineData(true, 0, 1, 2, 2)]
    [InlineData(true, 0, 2)]
    [InlineData(false, 0, 1)]
    [InlineData(false, 0, 2, 3)]
    [InlineData(false, 1, 2)]
    public void StepsOfOneInstant_ConformWhenAnyOrderOfThemDoes(bool conforms, params int[] steps) =>
        Assert.Equal(conforms, new FlowWalk(Flow).TryPass(steps));

    [Fact]
    public void StepAfterSeveralOfOneInstant_FollowsWhicheverOfThemCanHaveBeenLast()
    {
        var walk = new FlowWalk(Flow);
        // In either order behind a: c, b or c, b, c.
        Assert.True(walk.TryPass([0, 1, 2, 2]));
        Assert.Equal(2, walk.Furthest);
        Assert.True(walk.LeadsTo(1));
        Assert.True(walk.TryPass([3]));
    }

    [Fact]
    public void StepThatDoesNotConform_LeavesTheWalkWhereItStood()
    {
        var walk = new FlowWalk(Flow);
        Assert.False(walk.TryPass([1]));
        Assert.True(walk.TryPass([0]));
    }

    [Theory]
    [InlineData(true, 2, 1)]
    [InlineData(true, 2, 0, 1)]
    [InlineData(false, 2, 0)]
    [InlineData(true, 0, 1, 2)]
    [InlineData(true, 0, 0, 1, 2)]
    [InlineData(false, 0, 1)]
    public void StepToWhichOnlyStepsLeadThatMayHaveBeenToldAgain_ConformsWithThem(bool conforms, int stands, params int[] doubtful)
    {
        var walk = new FlowWalk(Flow);
        walk.Stand(stands);
        Assert.False(walk.TryPass([3]));
        Assert.Equal(conforms, walk.PassWith([3], doubtful).Count > 0);
        Assert.Equal(conforms ? 3 : stands, walk.Furthest);
    }

    /// <summary>From a, d is reached by b and by c; b leads there before c can, or after.</summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void StepsThatMayHaveBeenToldAgain_CountInWhateverOrderTheyAreTold(params int[] doubtful)
    {
        var walk = new FlowWalk(new([Step("a", "b", "c"), Step("b", "d"), Step("c", "d", "e"), Step("d", "c"), Step("e")], "p"));
        walk.Stand(0);
        Assert.Equal([1, 2], walk.PassWith([3], doubtful).Order());
        Assert.Equal(3, walk.Furthest);
    }

    [Fact]
    public void StepAfterAnUnknownOne_IsNotMeasured()
    {
        var walk = new FlowWalk(Flow);
        walk.Lose();
        Assert.True(walk.TryPass([1]));
        Assert.False(walk.TryPass([0]));
    }

    [Fact]
    public void MoreStepsAtOneInstantThanCanBeOrdered_AreMeasuredAsPublished()
    {
        var flow = new Flow([.. Enumerable.Range(0, 40).Select(n => Step($"s{n}", $"s{n + 1}"))], "p");
        Assert.True(new FlowWalk(flow).TryPass([.. Enumerable.Range(0, 40)]));
        Assert.False(new FlowWalk(flow).TryPass([.. Enumerable.Range(0, 40).Where(n => n != 20)]));
    }

    private static FlowStep Step(string code, params string[] next) => new(code, code, ["p"], null, [.. next]);
}
