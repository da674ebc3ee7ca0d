using Grains.Cases;
using Grains.Journal;
using Grains.Rules;
using Grains.Signals;
using Platform.Tests.Journal;
using Tenancy;
using Xunit;
using static Platform.Tests.Journal.JournalBed;

namespace Platform.Tests.Rules;

public sealed class NewVersionTests(JournalBed bed) : IClassFixture<JournalBed>
{
    private TenantId Province => bed.Platform["330000"].Id;

    [Fact]
    public async Task NewVersion_JudgesOpenCasesFromItsEffectiveInstant_AndNothingBeforeIt()
    {
        var calendar = bed.Ground.Calendars.For(bed.County);
        var today = calendar.Zone.DayOf(bed.Ground.Calendars.CheckedAt);
        await AcceptAsync("soon", calendar.AddWorkingDays(today, -5));
        await AcceptAsync("missed", calendar.AddWorkingDays(today, -14));
        Assert.Empty(await SignalsAsync("soon"));
        var missed = Assert.Single(await SignalsAsync("missed"), signal => signal.Kind == RuleKind.PromiseMissed);
        Assert.Equal(1, missed.RulebookVersion);

        var version = await PublishAsync(bed.Rulebooks.At(Province, bed.Rulebooks.CheckedAt)!, rule => rule.Code switch
        {
            "due-soon" => rule with { Parameters = [new(RuleParameter.WorkingDays, 7)] },
            "promise-missed" => rule with { Points = 90, RedPoints = 90 },
            _ => rule,
        });
        var recheck = new RulebookRecheck(bed.Platform.Sessions, bed.Platform.Jurisdictions, bed.Rulebooks, new Commits());
        await recheck.ApplyAsync(version.EffectiveFrom.AddMilliseconds(-1));
        await bed.Journal.SweepAsync(bed.County, 1000);
        Assert.Empty(await SignalsAsync("soon"));

        await EffectiveAsync(version);
        Assert.Contains(bed.County, await recheck.ApplyAsync(bed.Rulebooks.CheckedAt));
        Assert.Empty(await recheck.ApplyAsync(bed.Rulebooks.CheckedAt));
        await bed.Journal.SweepAsync(bed.County, 1000);
        var soon = Assert.Single(await SignalsAsync("soon"));
        Assert.Equal((RuleKind.DueSoon, version.Version, version.EffectiveFrom), (soon.Kind, soon.RulebookVersion, soon.TrueFrom));
        var still = Assert.Single(await SignalsAsync("missed"), signal => signal.Kind == RuleKind.PromiseMissed);
        Assert.Equal((1, missed.Points), (still.RulebookVersion, still.Points));
    }

    [Fact]
    public async Task RulesThatWatchForSilenceAgain_ReachADepartmentThatHadFed()
    {
        var recheck = new RulebookRecheck(bed.Platform.Sessions, bed.Platform.Jurisdictions, bed.Rulebooks, new Commits());
        var held = bed.Rulebooks.At(Province, DateTimeOffset.MaxValue)!;
        await AcceptAsync("fed", bed.Ground.Calendars.For(bed.County).Zone.DayOf(bed.Ground.Calendars.CheckedAt).AddDays(-1));
        await JudgeBy(await PublishAsync(held with { Rules = held.Rules.RemoveAll(rule => rule.Kind == RuleKind.SilentFeed) }));
        Assert.Equal(1, await NextChecksAsync("is null"));
        await JudgeBy(await PublishAsync(held));
        Assert.Equal(1, await NextChecksAsync("> clock_timestamp()"));

        async Task JudgeBy(Rulebook version)
        {
            await EffectiveAsync(version);
            Assert.Contains(bed.County, await recheck.ApplyAsync(bed.Rulebooks.CheckedAt));
            await bed.Journal.SweepAsync(bed.County, 1000);
        }

        Task<long> NextChecksAsync(string which) => bed.ScalarAsync<long>(bed.County, $"select count(*) from department where code = 'D1' and next_check_at {which}");
    }

    [Fact]
    public async Task EveryNode_KnowsAVersionBeforeItHolds()
    {
        using var other = new RulebookBook(bed.Platform.Sessions, bed.Platform.Jurisdictions);
        await other.RefreshAsync();
        var version = await PublishAsync(bed.Rulebooks.At(Province, bed.Rulebooks.CheckedAt)!, rule => rule with { Clause = rule.Clause + "。" });
        Assert.True(version.EffectiveFrom >= other.CheckedAt + RulebookBook.Delay);
        Assert.False(other.IsFresh(version.EffectiveFrom));
        Assert.True(await other.RefreshAsync());
        Assert.Equal(version.Version, other.At(bed.County, version.EffectiveFrom)!.Version);
        Assert.NotEqual(version.Version, other.At(bed.County, version.EffectiveFrom.AddTicks(-10))!.Version);
    }

    [Fact]
    public async Task SeedingAgain_AddsNothing() =>
        Assert.Equal(0, await new RulebookChanges(bed.Platform.Sessions, bed.Platform.Jurisdictions).SeedAsync());

    [Fact]
    public async Task Proposal_MakesNoNodeLook_AndNothingIsJudgedAgain()
    {
        using var other = new RulebookBook(bed.Platform.Sessions, bed.Platform.Jurisdictions);
        await other.RefreshAsync();
        var (known, change) = (other.History, other.History.Change);
        var changes = new RulebookChanges(bed.Platform.Sessions, bed.Platform.Jurisdictions);
        var recheck = new RulebookRecheck(bed.Platform.Sessions, bed.Platform.Jurisdictions, other, new Commits());
        await recheck.ApplyAsync(other.CheckedAt);
        var layer = new Rulebook(0, "补充规则", "Supplement", DateTimeOffset.MinValue, [Preset.ShenzhenBase.Find("due-soon")! with { Points = 20 }]);
        var city = bed.Platform["330800"].Id;
        var first = await changes.PutAsync(city, layer, "330800/局长01", change);
        var second = await changes.PutAsync(city, layer, "330800/局长01", change, first!.Book.Version);
        Assert.Equal(LayerStatus.Proposed, second!.Status);
        Assert.Null(await changes.PutAsync(city, layer, "330800/局长01", change, first.Book.Version));
        Assert.False(await other.RefreshAsync());
        Assert.Same(known, other.History);
        Assert.Empty(await recheck.ApplyAsync(other.CheckedAt));

        Assert.Equal("ok", await changes.DecideAsync(Province, city, second.Book.Version, approved: false, "330000/局长01", "不同意", change));
        Assert.False(await other.RefreshAsync());
    }

    [Fact]
    public async Task LayerToCome_GivesWayToALaterOneForAnEarlierDay_AndCanBeWithdrawn()
    {
        await bed.Rulebooks.RefreshAsync();
        var changes = new RulebookChanges(bed.Platform.Sessions, bed.Platform.Jurisdictions);
        var held = bed.Rulebooks.At(Province, DateTimeOffset.MaxValue)!;
        var day = bed.Rulebooks.CheckedAt.AddDays(30);
        async Task<Rulebook> PutAsync(DateTimeOffset from)
        {
            await bed.Rulebooks.RefreshAsync();
            var put = await changes.PutAsync(Province, held with { Version = 0, EffectiveFrom = from }, "330000/局长01", bed.Rulebooks.History.Change);
            await bed.Rulebooks.RefreshAsync();
            return put!.Book;
        }

        int[] Coming() => [.. bed.Rulebooks.Versions(bed.County).Where(book => book.EffectiveFrom > bed.Rulebooks.CheckedAt + RulebookBook.Delay).Select(book => book.Version)];

        var far = await PutAsync(day);
        var farther = await PutAsync(day.AddDays(30));
        Assert.Equal([far.Version, farther.Version], Coming());
        var near = await PutAsync(day.AddDays(-1));
        Assert.Equal([near.Version], Coming());
        Assert.Equal("not-the-parent", await changes.WithdrawAsync(bed.County, Province, near.Version, "330802/局长01", "x"));
        Assert.Equal("ok", await changes.WithdrawAsync(Province, Province, near.Version, "330000/局长01", "暂缓"));
        Assert.Equal("nothing-to-withdraw", await changes.WithdrawAsync(Province, Province, near.Version, "330000/局长01", "暂缓"));
        Assert.Equal("already-in-force", await changes.WithdrawAsync(Province, Province, 1, "330000/局长01", "x"));
        Assert.True(await bed.Rulebooks.RefreshAsync());
        Assert.Equal([far.Version, farther.Version], Coming());
        Assert.Equal(
            [$"rulebook-published [{far.Version}, {farther.Version}]", $"rulebook-withdrawn [{far.Version}, {farther.Version}]"],
            await bed.Platform.Server.ListAsync<string>(
                bed.Platform.Directory,
                $"select action || ' ' || coalesce(details::jsonb ->> 'restores', details::jsonb ->> 'supersedes') from audit_entry where subject = '{near.Version}' order by n"));

        // What something else supersedes as well comes back with that alone.
        var nearer = await PutAsync(day.AddDays(-2));
        var nearest = await PutAsync(day.AddDays(-3));
        Assert.Equal([nearest.Version], Coming());
        Assert.Equal("ok", await changes.WithdrawAsync(Province, Province, nearest.Version, "330000/局长01", "暂缓"));
        await bed.Rulebooks.RefreshAsync();
        Assert.Equal([nearer.Version], Coming());
        var between = await PutAsync(day.AddDays(-1));
        Assert.Equal([nearer.Version, between.Version], Coming());
        Assert.Equal("ok", await changes.WithdrawAsync(Province, Province, nearer.Version, "330000/局长01", "暂缓"));
        await bed.Rulebooks.RefreshAsync();
        Assert.Equal([between.Version], Coming());
        Assert.Equal("ok", await changes.WithdrawAsync(Province, Province, between.Version, "330000/局长01", "暂缓"));
        await bed.Rulebooks.RefreshAsync();
        Assert.Equal([far.Version, farther.Version], Coming());
        Assert.Equal("ok", await changes.WithdrawAsync(Province, Province, far.Version, "330000/局长01", "暂缓"));
        Assert.Equal("ok", await changes.WithdrawAsync(Province, Province, farther.Version, "330000/局长01", "暂缓"));
        await bed.Rulebooks.RefreshAsync();
        Assert.Empty(Coming());
    }

    private Task<Rulebook> PublishAsync(Rulebook former, Func<Rule, Rule> change) => PublishAsync(former with { Rules = [.. former.Rules.Select(change)] });

    private async Task<Rulebook> PublishAsync(Rulebook layer)
    {
        await bed.Rulebooks.RefreshAsync();
        var put = await new RulebookChanges(bed.Platform.Sessions, bed.Platform.Jurisdictions).PutAsync(
            Province, layer with { Version = 0, EffectiveFrom = DateTimeOffset.MinValue }, "330000/局长01", bed.Rulebooks.History.Change);
        Assert.Equal(LayerStatus.Published, put!.Status);
        await bed.Rulebooks.RefreshAsync();
        return put.Book;
    }

    private async Task EffectiveAsync(Rulebook version)
    {
        while (bed.Rulebooks.CheckedAt < version.EffectiveFrom)
        {
            await Task.Delay(200);
            await bed.Rulebooks.RefreshAsync();
        }
    }

    private async Task AcceptAsync(string caseNo, DateOnly day)
    {
        var at = bed.Ground.Calendars.For(bed.County).Zone.StartOf(day).AddHours(9);
        await bed.RecordAsync(
            bed.County, Fact(caseNo, $"{caseNo}-1", CaseEventKind.Submitted, at), Fact(caseNo, $"{caseNo}-2", CaseEventKind.Accepted, at.AddMinutes(1)));
    }

    private async Task<IReadOnlyList<SignalState>> SignalsAsync(string caseNo)
    {
        var states = await bed.Platform.Server.ListAsync<byte[]>(
            bed.Platform[bed.Platform.Tree[bed.County].Key].Database,
            $"select s.state from signal s join case_file c on c.tenant = s.tenant and c.id = s.case_id where c.tenant = {bed.County.Value} and c.case_no = '{caseNo}' order by s.id");
        return [.. states.Select(bytes => SignalCodec.TryRead(bytes, out var state) ? state : throw new InvalidDataException())];
    }
}
