using Tenancy;
using Web.Live;
using Xunit;

namespace Platform.Tests.Live;

public sealed class TotalsBuilderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

    private static readonly JurisdictionTree Tree = new(
    [
        new(new(1), "330000", "330000", "浙江省", Level.Province, null, "Asia/Shanghai", "a"),
        new(new(2), "330800", "330800", "衢州市", Level.City, new(1), "Asia/Shanghai", "b"),
        new(new(3), "330802", "330802", "柯城区", Level.County, new(2), "Asia/Shanghai", "b"),
        new(new(4), "330100", "330100", "杭州市", Level.City, new(1), "Asia/Shanghai", "a"),
    ]);

    [Fact]
    public void Subtree_IsTheSumOfItselfAndEverythingBelow()
    {
        var totals = Build(Sheet((1, 1), (2, 10), (3, 100), (4, 1000)), Due()).Whole(Tree[new(1)], depth: 1);
        Assert.Equal(1111, totals.Cases.Accepted);
        Assert.Equal([("330800", 110L), ("330100", 1000L)], totals.Children.Select(c => (c.Jurisdiction, c.Cases.Accepted)));
        Assert.All(totals.Children, c => Assert.Empty(c.Children));
        Assert.Equal("province", totals.Level);
    }

    [Fact]
    public void Depth_DecidesHowFarChildrenComeAlong()
    {
        var sheet = Sheet((1, 1), (2, 10), (3, 100), (4, 1000));
        Assert.Empty(Build(sheet, Due()).Whole(Tree[new(1)], depth: 0).Children);
        Assert.Equal("330802", Build(sheet, Due()).Whole(Tree[new(1)], depth: 2).Children[0].Children[0].Jurisdiction);
    }

    [Fact]
    public void Own_LeavesOutWhatIsBelow() =>
        Assert.Equal(10, Build(Sheet((1, 1), (2, 10), (3, 100)), Due()).Own(Tree[new(2)]).Cases.Accepted);

    [Fact]
    public void RowsOfOthers_DoNotCount() =>
        Assert.Equal(1111, Build(Sheet((1, 1), (2, 10), (3, 100), (4, 1000), (99, 5000)), Due()).Whole(Tree[new(1)], depth: 0).Cases.Accepted);

    [Fact]
    public void WhatIsDueAndNotSwept_HoldsBackJudgedUntilOfAllAbove()
    {
        var builder = Build(Sheet((1, 1), (3, 100)), Due(overdue: (3, Noon.AddMinutes(-5))));
        Assert.Equal(Noon.AddMinutes(-5), builder.Whole(Tree[new(1)], depth: 0).JudgedUntil);
        Assert.Equal(Noon, builder.Whole(Tree[new(4)], depth: 0).JudgedUntil);
    }

    [Fact]
    public void WhatHasNotBeenHeard_HoldsBackJudgedUntil()
    {
        var sheet = Sheet((1, 1), (3, 100));
        var told = new Dictionary<TenantId, OriginFigures>(sheet.Origins) { [new(3)] = sheet.Origins[new(3)] with { HeardAt = Noon.AddSeconds(-3) } };
        Assert.Equal(Noon.AddSeconds(-3), Build(sheet with { Origins = told }, Due(untold: 3)).Whole(Tree[new(1)], depth: 0).JudgedUntil);
        Assert.Equal(Noon, Build(sheet with { Origins = told }, Due()).Whole(Tree[new(1)], depth: 0).JudgedUntil);
    }

    [Fact]
    public void EveningBefore_IsTheSumOverTheSubtree_AndUnknownWhereNobodyTookIt()
    {
        var sheet = Sheet((1, 1), (3, 100), (99, 5000));
        Assert.Null(Build(sheet, Due()).Whole(Tree[new(1)], depth: 0).Before);
        var taken = sheet with
        {
            EveningAt = Noon.AddHours(-12),
            Origins = sheet.Origins.ToDictionary(o => o.Key, o => o.Value with { Evening = new(1, 2, 3) }),
        };
        Assert.Equal(new Evening(Noon.AddHours(-12), new(2, 4, 6)), Build(taken, Due()).Whole(Tree[new(1)], depth: 0).Before);
    }

    private static TotalsBuilder Build(FigureSheet sheet, IReadOnlyDictionary<string, DueMap> due) => new(Tree, sheet, due);

    private static FigureSheet Sheet(params (int Origin, long Accepted)[] rows) => new(Noon, rows.ToDictionary(
        r => new TenantId(r.Origin),
        r => new OriginFigures(1, CaseFigures.None with { Accepted = r.Accepted }, SignalFigures.None, DayFigures.None, DayFigures.None, HeardAt: null)));

    private static Dictionary<string, DueMap> Due((int Tenant, DateTimeOffset Since)? overdue = null, int? untold = null)
    {
        var map = new DueMap(
            Noon,
            overdue is { } due ? new Dictionary<TenantId, DateTimeOffset> { [new(due.Tenant)] = due.Since } : [],
            untold is { } tenant ? new HashSet<TenantId> { new(tenant) } : new HashSet<TenantId>());
        return new() { ["a"] = map, ["b"] = map };
    }
}
