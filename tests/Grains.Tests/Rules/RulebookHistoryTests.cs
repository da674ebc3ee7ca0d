using Grains.Rules;
using Xunit;

namespace Grains.Tests.Rules;

public sealed class RulebookHistoryTests
{
    private static readonly RulebookLayer Base = Layers.Layer(Layers.Province, 1, Layers.Day1, Layers.Rule("promise-missed"));

    private static readonly RulebookLayer OfCity =
        Layers.Layer(Layers.City, 2, Layers.Day1.AddDays(10), Layers.Rule("promise-missed") with { Points = 20 }, Layers.Rule("silent-feed"));

    [Fact]
    public void County_InheritsWhatTheCityTightened_AnotherCityDoesNot()
    {
        var history = Layers.History(Base, OfCity);
        var county = history.For(Layers.County);
        Assert.Equal([(1, Layers.Day1), (2, Layers.Day1.AddDays(10))], county.Select(version => (version.Version, version.EffectiveFrom)));
        Assert.Equal(["promise-missed", "silent-feed"], county[1].Codes());
        Assert.Equal([Layers.City, Layers.City], county[1].Rules.Select(rule => rule.Origin!.Owner));
        Assert.Equal([1], history.For(Layers.OtherCity).Select(version => version.Version));
    }

    [Fact]
    public void ProvincesNewVersion_KeepsTheCitysLayerOnTop()
    {
        var next = Layers.Layer(Layers.Province, 3, Layers.Day1.AddDays(20), Layers.Rule("promise-missed") with { Points = 90 }, Layers.Rule("due-soon"));
        var county = Layers.History(Base, OfCity, next).For(Layers.County);
        Assert.Equal([1, 2, 3], county.Select(version => version.Version));
        Assert.Equal(["promise-missed", "due-soon", "silent-feed"], county[2].Codes());
        Assert.Equal(90, county[2].Find("promise-missed")!.Points);
    }

    [Fact]
    public void VersionIsNamedAfterTheLayerThatTookEffectLast_NotAfterTheOneMadeLast()
    {
        var planned = Layers.Layer(Layers.Province, 3, Layers.Day1.AddDays(5), Layers.Rule("due-soon"));
        Assert.Equal([1, 3, 2], Layers.History(Base, OfCity, planned).For(Layers.County).Select(version => version.Version));
    }

    [Fact]
    public void ProposedAndRefusedLayers_HoldNowhere()
    {
        var history = Layers.History(Base, OfCity with { Status = LayerStatus.Proposed }, OfCity with { Status = LayerStatus.Refused });
        Assert.Equal([1], history.For(Layers.County).Select(version => version.Version));
        Assert.Equal(3, history.Layers.Length);
    }

    [Fact]
    public void WithoutTheProvincesRulebook_NothingHolds() => Assert.Empty(Layers.History(OfCity).For(Layers.County));

    [Fact]
    public void MovedCounty_KeepsTheRulesOfItsFormerWayForTheTimeItStoodThere()
    {
        var moved = Layers.Day1.AddDays(30);
        var history = new RulebookHistory(Layers.Tree(Layers.OtherCity), [Base, OfCity], [new(Layers.County, moved, Layers.City)]);
        var county = history.For(Layers.County);
        Assert.Equal([(1, Layers.Day1), (2, Layers.Day1.AddDays(10)), (1, moved)], county.Select(version => (version.Version, version.EffectiveFrom)));
        Assert.Equal("1+2", history.BasisAt(Layers.County, moved.AddTicks(-1)));
        Assert.Equal("1", history.BasisAt(Layers.County, moved));
    }

    [Fact]
    public void Difference_NamesWhatWasAddedChangedAndRemoved()
    {
        var county = Layers.History(Base, OfCity).For(Layers.County);
        var difference = RuleDifference.Between(county[0], county[1]);
        Assert.Equal([("promise-missed", "changed"), ("silent-feed", "added")], difference.Select(rule => (rule.Code, rule.Kind)));
        Assert.Equal([new FieldDifference("points", "1", "2")], difference[0].Fields);
        Assert.Equal(["changed", "removed"], RuleDifference.Between(county[1], county[0]).Select(rule => rule.Kind));
    }

    [Fact]
    public void Layer_ReadsBackAsItWasWritten()
    {
        var layer = OfCity.Book with { SwitchedOff = ["late-entry"] };
        Assert.True(RulebookJson.TryReadLayer(RulebookWriter.Write(layer with { Version = 0, EffectiveFrom = DateTimeOffset.MinValue }), out var read, out _));
        Assert.Equal(["late-entry"], read.SwitchedOff);
        Assert.Equal((0, DateTimeOffset.MinValue, 2), (read.Version, read.EffectiveFrom, read.Rules.Length));
        Assert.False(RulebookJson.TryRead(RulebookWriter.Write(layer with { Version = 0 }), out _, out var errors));
        Assert.Equal("$.version", Assert.Single(errors).Path);
    }
}
