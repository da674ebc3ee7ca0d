using Grains.Catalogue;
using Xunit;
using static Grains.Tests.Catalogue.ItemSteps;

namespace Grains.Tests.Catalogue;

public sealed class ItemLifeTests
{
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
