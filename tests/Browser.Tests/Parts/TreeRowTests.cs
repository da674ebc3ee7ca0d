using Grains.Rules;
using Web.Live;
using Web.Pages.Dashboard;
using Xunit;

namespace Browser.Tests.Parts;

public sealed class TreeRowTests
{
    [Fact]
    public void Lines_AreOrderedByRedThenOverdueThenYellowThenKey() => Assert.Equal(
        ["red", "overdue", "yellow", "calm-a", "calm-b"],
        TreeRow.ByTrouble(
        [
            Line("calm-b"), Line("yellow", yellow: 9), Line("overdue", overdue: 1), Line("calm-a"), Line("red", red: 1),
        ]).Select(row => row.Key));

    [Theory]
    [InlineData(1, 5, 5, Colour.Red)]
    [InlineData(0, 1, 5, Colour.Yellow)]
    [InlineData(0, 0, 5, Colour.Green)]
    [InlineData(0, 0, 0, Colour.None)]
    public void Worst_IsTheGravestColourThatStands(int red, int yellow, int green, Colour worst) =>
        Assert.Equal(worst, Line("one", red, yellow, green).Worst);

    [Fact]
    public void Bars_ShareTheScaleOfTheLargestLine()
    {
        var rows = TreeRow.ByTrouble([Line("large", red: 4, yellow: 4), Line("small", red: 2)]);
        Assert.Equal((50, 25), (rows[0].WidthOf(4), rows[1].WidthOf(2)));
    }

    private static TreeRow Line(string key, int red = 0, int yellow = 0, int green = 0, int overdue = 0) => new()
    {
        Key = key, Name = key, Cases = CaseFigures.None with { Overdue = overdue }, Signals = new(green, yellow, red),
    };
}
