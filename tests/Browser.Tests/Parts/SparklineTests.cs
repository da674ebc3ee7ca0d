using Web.Pages.Dashboard;
using Xunit;

namespace Browser.Tests.Parts;

public sealed class SparklineTests
{
    [Fact]
    public void ScaleBeginsAtZero_AndTheLargestDayTouchesTheTop()
    {
        var line = Sparkline.Of([0, 5, 10]);
        Assert.Equal("2,18 45,10 88,2", line.Points);
        Assert.Equal(("88", "2", "0 5 10"), (line.LastX, line.LastY, line.Words));
    }

    [Fact]
    public void QuietDays_AreALineAtTheBottom() => Assert.Equal("2,18 88,18", Sparkline.Of([0, 0]).Points);

    [Fact]
    public void OneDay_IsNoLine() => Assert.Equal(Sparkline.None, Sparkline.Of([3]));
}
