using Grains.Catalogue;
using Grains.Departments;
using Grains.Journal;
using Xunit;

namespace Grains.Tests.Catalogue;

public sealed class ItemDocumentTests
{
    [Fact]
    public void Document_ReadsBackAsItWasWritten()
    {
        var text = CatalogueJson.Write(Complete.Permit());

        Assert.Equal(text, CatalogueJson.Write(CatalogueJson.Read(text)));
        Assert.Contains("\"legal\":{\"amount\":20,\"unit\":\"working-days\"}", text, StringComparison.Ordinal);
        Assert.Contains("燃气经营许可", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ListsLeftOutOfJson_AreEmpty()
    {
        var content = CatalogueJson.Read("""{"code":"a","flow":{"steps":[{"code":"s","name":"s"}]}}""");

        Assert.Empty(content.Fees);
        Assert.Empty(content.Flow!.Steps[0].Next);
        Assert.True(content is { ResultPublic: true, Elements: { Public: true, OnlineLevel: 1 } });
        Assert.NotEmpty(Completeness.Check(content));
    }

    /// <summary>Such documents were kept once; whoever reads them has nothing to do with what is not there.</summary>
    [Fact]
    public void NullsThatAStoredDocumentHolds_AreLeftOut()
    {
        var content = CatalogueJson.Read("""
            {"code":"a","prerequisites":[null,"b"],"extraPauseGrounds":[null],"fees":[null],"flow":{"steps":[null,{"code":"s","posts":[null],"next":[null]}]},
             "elements":{"materials":[null],"forms":[null],"discretion":[null]}}
            """);
        var drafted = Assert.IsType<ItemEvent.Drafted>(CatalogueJson.ReadEvent("""{"kind":"drafted","version":1,"content":{"code":"a","prerequisites":[null]}}"""));

        Assert.Equal(["b"], content.Prerequisites);
        Assert.Empty(content.ExtraPauseGrounds);
        Assert.Empty(content.Fees);
        Assert.Empty(content.Elements.Materials);
        Assert.Empty(content.Elements.Forms);
        Assert.Empty(content.Elements.Discretion);
        var step = Assert.Single(content.Flow!.Steps);
        Assert.Empty(step.Posts);
        Assert.Empty(step.Next);
        Assert.Empty(drafted.Content.Prerequisites);
    }

    [Fact]
    public void Difference_NamesWhatChangedByItsCode()
    {
        var before = Complete.Permit();
        var after = before with
        {
            Limits = before.Limits! with { Promised = Complete.Days(7) },
            Flow = before.Flow! with { Steps = before.Flow.Steps.RemoveAt(2).SetItem(1, before.Flow.Steps[1] with { Next = ["decide"] }) },
        };

        Assert.Equal(
            [("limits.promised.amount", "10", "7"), ("flow.steps.examine.next", "inspect, decide", "decide")],
            ItemDifference.Between(before, after).Where(c => !c.Path.StartsWith("flow.steps.inspect", StringComparison.Ordinal)).Select(c => (c.Path, c.Before, c.After)));
        Assert.Contains(new("flow.steps.inspect.mandatory", "inspection", null), ItemDifference.Between(before, after));
        Assert.Empty(ItemDifference.Between(before, before));
    }

    [Theory]
    [InlineData("2019-12-31", 1)]
    [InlineData("2020-01-01", 1)]
    [InlineData("2022-05-31", 1)]
    [InlineData("2022-06-01", 2)]
    [InlineData("2026-01-01", 2)]
    public void Registry_FindsTheVersionInForce(string day, int version)
    {
        var item = new CatalogueItem(
        [
            Complete.Permit().ToVersion(7, 2, 1, new(2022, 6, 1), new(2025, 1, 1)),
            Complete.Permit().ToVersion(7, 1, 1, new(2020, 1, 1), new(2022, 6, 1)),
        ]);
        var registry = new Registry(1, [new(1, 100, "330802-01", "住建局", false, OwnSystem.Always)], [item]);
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        Assert.True(registry.TryItem("33080201-01-0001", out var found));
        Assert.Equal(version, found.VersionAt(on).Version);
        Assert.Equal(on >= new DateOnly(2025, 1, 1), found.IsRetired(on));
        Assert.True(registry.TryDepartment(found.Department, out _));
        Assert.False(registry.TryItem("unknown", out _));
    }

    [Theory]
    [InlineData("2026-11-01", 1)]
    [InlineData("2026-12-01", 2)]
    [InlineData("2028-01-01", 2)]
    public void VersionThatGaveWayBeforeItBegan_AppliesToWhatCameBeforeAll_AndToNothingElse(string day, int version)
    {
        var item = new CatalogueItem(
            [Complete.Permit().ToVersion(7, 1, 1, new(2027, 6, 1), new(2026, 12, 1)), Complete.Permit().ToVersion(7, 2, 1, new(2026, 12, 1), null)]);
        Assert.Equal(version, item.VersionAt(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).Version);
    }
}
