using Grains.Catalogue;
using Xunit;
using static Grains.Tests.Catalogue.ItemSteps;

namespace Grains.Tests.Catalogue;

/// <summary>From which day a version applies, gives way to another, or is retired.</summary>
public sealed class ItemFirstDayTests
{
    [Fact]
    public void NewVersion_EndsTheOneBeforeOnItsFirstDay()
    {
        var changed = Complete.Permit() with { Name = "燃气经营许可证核发" };
        var state = After([.. Publication(Complete.Permit(), Today), .. Publication(changed, NextYear)]);

        Assert.Equal([NextYear, null], state.Versions.Select(v => v.EffectiveUntil));
        Assert.Equal(["燃气经营许可", "燃气经营许可证核发"], state.Versions.Select(v => v.Content.Name));
    }

    [Fact]
    public void EffectiveDate_LiesNotInThePast()
    {
        var reviewed = After(Publication(Complete.Permit(), NextYear)[..4]);

        Assert.Equal("item-effective-date-too-early", Refused(reviewed, new ItemCommand.Publish(Today.AddDays(-1), Today)));
        Assert.Null(Refused(reviewed, new ItemCommand.Publish(new(2019, 1, 1), Today, TakenOver: true)));
    }

    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(2, 1, true)]
    [InlineData(36, 0, true)]
    public void EffectiveDate_LiesTwoYearsAheadAtTheLatest(int years, int days, bool refused)
    {
        var day = Today.AddYears(years).AddDays(days);
        var (reviewed, published) = (After(Publication(Complete.Permit(), NextYear)[..4]), After(Publication(Complete.Permit(), Today)));
        ItemRefusal? expected = refused ? new ItemRefusal.TooLate(Today.AddYears(2)) : null;

        Assert.Equal(expected, ItemLife.Decide(reviewed, new ItemCommand.Publish(day, Today)).Refusal);
        Assert.Equal(expected, ItemLife.Decide(reviewed, new ItemCommand.Publish(day, Today, TakenOver: true)).Refusal);
        Assert.Equal(expected, ItemLife.Decide(published, new ItemCommand.Retire(day, "取消", Today)).Refusal);
    }

    /// <summary>Days that were published before the bound stood stay what they are until somebody puts them right.</summary>
    [Theory]
    [InlineData("2062-11-23")]
    [InlineData("9999-12-31")]
    public void VersionThatHasNotBegun_GivesWayToOneThatBeginsBeforeIt(string mistyped)
    {
        var day = DateOnly.Parse(mistyped, System.Globalization.CultureInfo.InvariantCulture);
        var content = Complete.Permit();
        var coming = ItemLife.Evolve(After(Publication(content, Today)[..4]), new ItemEvent.Published(day, TakenOver: false) { Version = 1 });

        Assert.IsType<ItemRefusal.TooEarly>(ItemLife.Decide(coming, new ItemCommand.Retire(NextYear, "取消", Today)).Refusal);
        Assert.Equal(ItemDecision.Nothing, ItemLife.Decide(coming, new ItemCommand.Draft(content)));
        // Cases have been judged since: what cannot be put right is told, not passed over.
        ItemCommand[] past = [.. TakingOver.Commands(coming, content, new(2020, 1, 1), "1", Today, vertical: false)];
        Assert.Equal("item-effective-date-too-early", Refused(past[..^1].Aggregate(coming, Apply), past[^1]));

        var corrected = TakingOver.Commands(coming, content, Today.AddDays(1), "1", Today, vertical: false).Aggregate(coming, Apply);
        var item = new Grains.Journal.CatalogueItem(
            corrected.Versions.Select(v => v.Content.ToVersion(7, v.Number, 1, v.EffectiveFrom!.Value, v.EffectiveUntil)));
        Assert.Equal((2, 2), (item.VersionAt(Today.AddDays(1)).Version, item.VersionAt(DateOnly.MaxValue).Version));
        Assert.True(item.IsInForce(Today.AddDays(1)));
        Assert.False(item.IsInForce(Today));
        Assert.False(item.IsRetired(DateOnly.MaxValue));
        Assert.NotNull(item.Version(1));
        Assert.Null(Refused(corrected, new ItemCommand.Retire(NextYear, "取消", Today)));
    }

    [Theory]
    [InlineData("2027-01-01", "2026-11-22", "2027-01-02")]
    [InlineData("2027-01-01", "2027-01-02", null)]
    [InlineData("2062-01-01", "2026-11-22", null)]
    public void AnotherText_MakesNoVersionVanishThatIsToCome_UnlessItsYearIsASlip(string coming, string day, string? earliest)
    {
        static DateOnly On(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var begun = After(Publication(Complete.Permit(), Today));
        var state = ItemLife.Evolve(
            Publication(Complete.Permit() with { Name = "新法" }, Today)[..4].Aggregate(begun, Apply), new ItemEvent.Published(On(coming), TakenOver: false) { Version = 2 });
        state = Publication(Complete.Permit() with { Name = "小改" }, Today)[..4].Aggregate(state, Apply);

        Assert.Equal(
            earliest is null ? null : new ItemRefusal.TooEarly(On(earliest)), ItemLife.Decide(state, new ItemCommand.Publish(On(day), Today)).Refusal);
    }

    [Fact]
    public void DayOfAVersionPutRight_LeavesTheVersionsBeforeItStanding()
    {
        var (second, third) = (Complete.Permit() with { Name = "第一步" }, Complete.Permit() with { Name = "第二步" });
        var state = Publication(second, new(2027, 3, 1)).Aggregate(After(Publication(Complete.Permit(), Today)), Apply);
        state = Publication(third, new(2027, 7, 1)).Aggregate(state, Apply);
        state = new ItemCommand[] { new ItemCommand.Draft(third, Anew: true) }.Concat(Publication(third, Today)[1..4]).Aggregate(state, Apply);

        ItemRefusal? To(int month, int day) => ItemLife.Decide(state, new ItemCommand.Publish(new(2027, month, day), Today)).Refusal;
        Assert.Equal(new ItemRefusal.TooEarly(new(2027, 3, 2)), To(2, 1));
        Assert.Equal(new ItemRefusal.TooEarly(new(2027, 3, 2)), To(3, 1));
        Assert.Null(To(3, 2));
        Assert.Null(To(7, 1));
        // What was published for a day applies from it.
        Assert.Equal(new ItemRefusal.TooLate(new(2027, 7, 1)), To(7, 2));
    }

    [Fact]
    public void TakenOverVersion_BeginsTomorrowAtTheEarliestOnceOneWasPublishedHere()
    {
        var again = After([.. Publication(Complete.Permit(), Today), .. Publication(Complete.Permit() with { Name = "x" }, NextYear)[..4]]);

        Assert.Equal("item-effective-date-too-early", Refused(again, new ItemCommand.Publish(Today.AddDays(1), Today.AddDays(30), TakenOver: true)));
        Assert.Equal("item-effective-date-too-early", Refused(again, new ItemCommand.Publish(Today.AddDays(30), Today.AddDays(30), TakenOver: true)));
        Assert.Null(Refused(again, new ItemCommand.Publish(Today.AddDays(31), Today.AddDays(30), TakenOver: true)));
        Assert.Null(Refused(again, new ItemCommand.Publish(Today.AddDays(1), Today.AddDays(30), TakenOver: true, Opening: true)));
    }

    [Fact]
    public void VersionAfterAnother_DoesNotJudgeWhatWasAcceptedEarlierTheSameDay()
    {
        var later = Today.AddDays(9);
        var first = After(Publication(Complete.Permit(), Today)[..4]);
        var second = After([.. Publication(Complete.Permit(), Today), .. Publication(Complete.Permit() with { Name = "x" }, NextYear)[..4]]);

        Assert.Null(Refused(first, new ItemCommand.Publish(later, later)));
        Assert.Equal(later, first.FirstDayFrom(later));
        Assert.Equal(later.AddDays(1), Assert.IsType<ItemRefusal.TooEarly>(ItemLife.Decide(second, new ItemCommand.Publish(later, later)).Refusal).Earliest);
        Assert.Null(Refused(second, new ItemCommand.Publish(later.AddDays(1), later)));
        Assert.Equal(later.AddDays(1), second.FirstDayFrom(later));
    }

    [Fact]
    public void Retirement_DoesNotJudgeWhatWasAcceptedEarlierTheSameDay()
    {
        var later = Today.AddDays(9);
        var published = After(Publication(Complete.Permit(), Today));
        var coming = After(Publication(Complete.Permit(), NextYear));

        Assert.Equal(later.AddDays(1), Assert.IsType<ItemRefusal.TooEarly>(ItemLife.Decide(published, new ItemCommand.Retire(later, "取消", later)).Refusal).Earliest);
        Assert.Null(Refused(published, new ItemCommand.Retire(later.AddDays(1), "取消", later)));
        Assert.Equal(NextYear.AddDays(1), Assert.IsType<ItemRefusal.TooEarly>(ItemLife.Decide(coming, new ItemCommand.Retire(later, "取消", later)).Refusal).Earliest);
    }

    [Fact]
    public void SecondVersion_PublishedTwiceWithoutADay_StaysPublishedOnce()
    {
        var first = After(Publication(Complete.Permit(), Today));
        var second = After([.. Publication(Complete.Permit(), Today), .. Publication(Complete.Permit() with { Name = "x" }, Today.AddDays(1))]);

        Assert.Equal(ItemDecision.Nothing, ItemLife.Decide(first, new ItemCommand.Publish(first.FirstDayFrom(Today), Today)));
        Assert.Equal(ItemDecision.Nothing, ItemLife.Decide(second, new ItemCommand.Publish(second.FirstDayFrom(Today), Today)));
    }
}
