using Grains.Cases;
using Grains.Catalogue;
using Web.Demo.Items;
using Web.Flows;
using Xunit;

namespace Platform.Tests.Cases;

public sealed class FlowDrawingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);

    private static readonly Flow Hearing = FlowPatterns.Of(FlowPattern.Hearing, 7);

    private static StepVisit Visit(string step, string? post, int hour, bool done = true) =>
        new(step, post, Start.AddHours(hour), done ? Start.AddHours(hour + 1) : null, Outcome.None, Tellers.None, Tellers.None);

    [Fact]
    public void PublishedFlow_HasItsStepsAndWays()
    {
        var drawing = FlowDrawing.Of(Hearing);

        Assert.Equal(["receive", "examine", "hear", "decide", "deliver"], drawing.Nodes.Select(n => n.Code));
        Assert.All(drawing.Edges, e => Assert.Equal(FlowEdgeKind.Published, e.Kind));
        Assert.All(drawing.Nodes, n => Assert.InRange(n.X + n.Width, 1, drawing.Width));
    }

    [Fact]
    public void PathTaken_IsDrawnOverThePublishedOne()
    {
        var drawing = FlowDrawing.Of(Hearing, [Visit("receive", "window", 0), Visit("examine", "examiner", 1, done: false)]);

        Assert.Equal(FlowEdgeKind.Taken, Assert.Single(drawing.Edges, e => e.Kind != FlowEdgeKind.Published).Kind);
        Assert.Equal([1], drawing.Nodes[0].Passages);
        Assert.True(drawing.Nodes[1].Runs);
    }

    [Fact]
    public void WhatDeviates_IsMarked()
    {
        var drawing = FlowDrawing.Of(Hearing, [Visit("receive", "window", 0), Visit("party", null, 1), Visit("decide", "window", 2), Visit("examine", "examiner", 3)]);

        Assert.Equal(3, drawing.Edges.Count(e => e.Kind == FlowEdgeKind.Deviation));
        Assert.Null(drawing.Nodes[^1].Step);
        Assert.Equal("window", drawing.Nodes.Single(n => n.Code == "decide").WrongPost);
        Assert.All(drawing.Nodes.Where(n => n.Code is "party" or "decide"), n => Assert.True(n.Deviates));
    }
}
