using System.Diagnostics;
using Grains.Cases;
using Grains.Catalogue;
using Xunit;

namespace Grains.Tests.Cases;

public sealed class FlowPathTests
{
    [Theory]
    [InlineData(-1, 0, true)]
    [InlineData(-1, 1, false)]
    [InlineData(0, 1, true)]
    [InlineData(0, 3, true)]
    [InlineData(0, 4, false)]
    [InlineData(3, 0, false)]
    [InlineData(2, 2, true)]
    public void Flow_LeadsPastOptionalStepsOnly(int from, int to, bool leads)
    {
        var flow = new Flow([Step("a", false, "b"), Step("b", true, "c"), Step("c", true, "b", "d"), Step("d", false, "e"), Step("e", false)], "p");
        Assert.Equal(leads, FlowPath.Leads(flow, from, to));
    }

    [Fact]
    public void SixtyOptionalStepsThatLeadToAllOthers_AreSearchedAtOnce()
    {
        string[] codes = [.. Enumerable.Range(0, 60).Select(n => $"s{n}")];
        var flow = new Flow([.. codes.Select(code => Step(code, true, [.. codes.Where(other => other != code)])), Step("island", false)], "p");
        var watch = Stopwatch.StartNew();
        Assert.False(FlowPath.Leads(flow, -1, 60));
        Assert.False(FlowPath.Leads(flow, 0, 60));
        Assert.True(FlowPath.Leads(flow, 0, 59));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
    }

    private static FlowStep Step(string code, bool optional, params string[] next) => new(code, code, ["p"], null, [.. next], Optional: optional);
}
