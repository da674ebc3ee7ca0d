using Web.Live;
using Xunit;

namespace Platform.Tests.Live;

public sealed class ChangesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void SamePicture_IsNothing()
    {
        var before = Picture(Totals("330000", 1, Totals("330800", 1)));
        var changes = Changes.Between(before, before with { Totals = before.Totals with { AsOf = Noon.AddSeconds(1) } });
        Assert.True(changes.IsNothing(before));
    }

    [Fact]
    public void OnlyChangedJurisdictions_ComeAlongWithTheWatchedOneFirst()
    {
        var before = Picture(Totals("330000", 2, Totals("330800", 1, Totals("330802", 1)), Totals("330100", 1)));
        var after = Picture(Totals("330000", 3, Totals("330800", 2, Totals("330802", 2)), Totals("330100", 1)));
        var changes = Changes.Between(before, after);
        Assert.False(changes.IsNothing(before));
        Assert.Equal(["330000", "330800", "330802"], changes.Totals.Select(t => t.Jurisdiction));
        Assert.All(changes.Totals, t => Assert.Empty(t.Children));
    }

    [Fact]
    public void NewAndChangedEscalations_ComeAlong()
    {
        var totals = Totals("330000", 1);
        var before = Picture(totals, Escalation(1, 1), Escalation(2, 1));
        var after = Picture(totals, Escalation(3, 1), Escalation(2, 2), Escalation(1, 1));
        Assert.Equal([3L, 2L], Changes.Between(before, after).Escalations.Select(e => e.Signal));
    }

    [Fact]
    public void NewDay_IsAChangeEvenWithoutACommit()
    {
        var before = Picture(Totals("330000", 1) with { Today = new(5, 5, 0, 0, 0) });
        var after = Picture(Totals("330000", 1) with { Yesterday = new(5, 5, 0, 0, 0) });
        Assert.False(Changes.Between(before, after).IsNothing(before));
    }

    private static Picture Picture(Totals totals, params Escalation[] escalations) => new(totals, escalations);

    private static Totals Totals(string key, long version, params Totals[] children) => new(
        key, key, "city", version, Noon, Noon, CaseFigures.None with { Accepted = version }, DayFigures.None, DayFigures.None, SignalFigures.None, children);

    private static Escalation Escalation(long signal, long version) =>
        new("330802", "柯城区", signal, "民政局", "养老机构设立", "legal-limit", "第十二条", 5m, "red", 1, Noon, Noon, Contradicted: false, version);
}
