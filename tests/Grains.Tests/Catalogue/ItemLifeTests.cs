using Grains.Catalogue;
using Xunit;

namespace Grains.Tests.Catalogue;

public sealed class ItemLifeTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly DateOnly NextYear = new(2027, 1, 1);

    private static ItemState After(params ItemCommand[] commands) => commands.Aggregate(ItemState.None, Apply);

    private static ItemState Apply(ItemState state, ItemCommand command)
    {
        var decision = ItemLife.Decide(state, command);
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, ItemLife.Evolve);
    }

    private static ItemCommand[] Publication(ItemContent content, DateOnly from) =>
    [
        new ItemCommand.Draft(content), new ItemCommand.Check(), new ItemCommand.Settle("签字〔2026〕1号"),
        new ItemCommand.Review(ReviewOffice.LegalAffairs, "法审〔2026〕7号"), new ItemCommand.Publish(from, Today),
    ];

    private static string? Refused(ItemState state, ItemCommand command, bool vertical = false) =>
        ItemLife.Decide(state, command, vertical).Refusal?.Code;

    [Fact]
    public void Item_PassesThroughAllStepsToPublication()
    {
        var version = Assert.Single(After(Publication(Complete.Permit(), NextYear)).Versions);

        Assert.Equal((ItemStatus.Published, NextYear), (version.Status, version.EffectiveFrom!.Value));
    }

    [Fact]
    public void NoStepCanBeLeftOut()
    {
        var draft = After(new ItemCommand.Draft(Complete.Permit()));

        Assert.Equal("item-not-checked", Refused(draft, new ItemCommand.Settle(null)));
        Assert.Equal("item-not-settled", Refused(draft, new ItemCommand.Review(ReviewOffice.LegalAffairs, "1")));
        Assert.Equal("item-not-checked", Refused(draft, new ItemCommand.Publish(NextYear, Today)));
        Assert.Equal("item-not-settled", Refused(Apply(draft, new ItemCommand.Check()), new ItemCommand.Publish(NextYear, Today)));
        Assert.Equal("item-has-no-draft", Refused(ItemState.None, new ItemCommand.Check()));
    }

    [Fact]
    public void IncompleteItem_IsNotPublished()
    {
        var refusal = ItemLife.Decide(After(new ItemCommand.Draft(Complete.Permit() with { Limits = null })), new ItemCommand.Publish(NextYear, Today)).Refusal;

        Assert.Contains(Assert.IsType<ItemRefusal.Incomplete>(refusal).Findings, f => f.Code == "legal-limit-missing");
    }

    [Fact]
    public void ItemWithFees_NeedsThePriceOfficeToo()
    {
        var content = Complete.Permit() with { Fees = [new("f1", "工本费", "价费〔2013〕1号", 10)] };
        var settled = After(new ItemCommand.Draft(content), new ItemCommand.Check(), new ItemCommand.Settle(null));
        var legal = Apply(settled, new ItemCommand.Review(ReviewOffice.LegalAffairs, "1"));

        Assert.Equal("item-not-reviewed", Refused(legal, new ItemCommand.Publish(NextYear, Today)));
        Assert.Equal(ItemStatus.Reviewed, Apply(legal, new ItemCommand.Review(ReviewOffice.Price, "2")).Open!.Status);
        Assert.Equal("item-review-office-wrong", Refused(settled, new ItemCommand.Review(ReviewOffice.Reform, "3")));
    }

    [Fact]
    public void VerticallyManagedDepartment_OnlyFiles()
    {
        var settled = After(new ItemCommand.Draft(Complete.Permit()), new ItemCommand.Check(), new ItemCommand.Settle(null));

        Assert.Equal("item-review-office-wrong", Refused(settled, new ItemCommand.Review(ReviewOffice.LegalAffairs, "1"), vertical: true));
        Assert.Single(ItemLife.Decide(settled, new ItemCommand.Review(ReviewOffice.Filing, "1"), vertical: true).Events);
    }

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

    [Fact]
    public void RewrittenDraft_GoesThroughTheStepsAgain()
    {
        var reviewed = After(Publication(Complete.Permit(), NextYear)[..4]);
        var rewritten = Apply(reviewed, new ItemCommand.Draft(Complete.Permit() with { Name = "x" }));

        Assert.Equal((1, ItemStatus.Draft), (rewritten.Open!.Number, rewritten.Open.Status));
        Assert.Empty(rewritten.Open.Reviews);
    }

    [Fact]
    public void Step_IsTakenForTheTextThatWasSeenAlone()
    {
        var (seen, other) = (Complete.Permit(), Complete.Permit() with { Name = "x" });
        ItemCommand[] steps = [.. Publication(seen, NextYear)[1..], new ItemCommand.Return("重写")];
        foreach (var (i, step) in steps.Index())
        {
            var taken = step with { Seen = ItemBasis.Of(seen) };
            var before = Math.Min(i + 1, 4);
            var again = After([.. Publication(seen, NextYear)[..before], .. Publication(other, NextYear)[..before]]);

            Assert.IsType<ItemRefusal.Overtaken>(ItemLife.Decide(again, taken).Refusal);
            Assert.Single(ItemLife.Decide(again, step).Events);
            Assert.Single(ItemLife.Decide(After(Publication(seen, NextYear)[..before]), taken).Events);
        }
    }

    [Fact]
    public void StepTwice_IsNoStepForAnotherText()
    {
        var state = ItemState.None;
        foreach (var command in Publication(Complete.Permit(), NextYear))
        {
            var seen = command is ItemCommand.Draft ? command : command with { Seen = ItemBasis.Of(Complete.Permit()) };
            state = Apply(state, seen);
            Assert.Equal(ItemDecision.Nothing, ItemLife.Decide(state, seen));
        }

        var rewritten = After([.. Publication(Complete.Permit(), NextYear), new ItemCommand.Draft(Complete.Permit() with { Name = "x" })]);
        Assert.Equal("item-changed-meanwhile", Refused(rewritten, new ItemCommand.Publish(NextYear, Today) { Seen = ItemBasis.Of(Complete.Permit()) }));
    }

    [Fact]
    public void RetiredItem_RefusesAnotherVersion()
    {
        var retired = After([.. Publication(Complete.Permit(), Today), new ItemCommand.Retire(NextYear, "取消", Today)]);

        Assert.Equal((ItemStatus.Retired, NextYear), (retired.Latest!.Status, retired.Latest.EffectiveUntil!.Value));
        Assert.Equal("item-retired", Refused(retired, new ItemCommand.Draft(Complete.Permit() with { Name = "x" })));
        Assert.Equal("item-retired", Refused(retired, new ItemCommand.Retire(NextYear.AddDays(1), "取消", Today)));
    }

    [Fact]
    public void Identity_StaysThroughAllVersions()
    {
        var published = After(Publication(Complete.Permit(), Today));

        Assert.Equal("item-identity-fixed", Refused(published, new ItemCommand.Draft(Complete.Permit() with { Kind = ItemKind.Registration })));
    }

    [Fact]
    public void SameCommandTwice_AddsNothing()
    {
        var state = ItemState.None;
        foreach (var command in Publication(Complete.Permit(), NextYear).Append(new ItemCommand.Retire(NextYear.AddDays(1), "取消", Today)))
        {
            state = Apply(state, command);
            if (command is not ItemCommand.Draft || state.Latest is null)
                Assert.Empty(ItemLife.Decide(state, command).Events);
        }
    }

    [Fact]
    public void History_SurvivesItsJsonForm()
    {
        var commands = Publication(Complete.Permit() with { Fees = [new("f1", "费", "据", 12.5m)] }, NextYear).ToList();
        commands.Insert(4, new ItemCommand.Review(ReviewOffice.Price, "2"));
        var (live, replayed) = (ItemState.None, ItemState.None);
        foreach (var happened in commands.SelectMany(c =>
        {
            var events = ItemLife.Decide(live, c).Events;
            live = events.Aggregate(live, ItemLife.Evolve);
            return events;
        }))
            replayed = ItemLife.Evolve(replayed, CatalogueJson.ReadEvent(CatalogueJson.Write(happened)));

        Assert.Equal(CatalogueJson.Write(live.Latest!.Content), CatalogueJson.Write(replayed.Latest!.Content));
        Assert.Equal((live.Latest.Status, live.Latest.EffectiveFrom), (replayed.Latest.Status, replayed.Latest.EffectiveFrom));
    }
}
