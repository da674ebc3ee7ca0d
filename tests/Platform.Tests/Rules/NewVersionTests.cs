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

    private async Task<Rulebook> PublishAsync(Rulebook former, Func<Rule, Rule> change)
    {
        await bed.Rulebooks.RefreshAsync();
        var put = await new RulebookChanges(bed.Platform.Sessions, bed.Platform.Jurisdictions).PutAsync(
            Province, former with { Version = 0, EffectiveFrom = DateTimeOffset.MinValue, Rules = [.. former.Rules.Select(change)] }, "局长01", bed.Rulebooks.History.Change);
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
