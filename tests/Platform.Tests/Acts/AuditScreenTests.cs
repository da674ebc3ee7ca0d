using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Accounts;
using Platform.Tests.Architecture;
using Platform.Tests.Quarantine;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Acts;
using Xunit;

namespace Platform.Tests.Acts;

/// <summary>The auditor's list of the own audit log.</summary>
public sealed partial class AuditScreenTests(Bed bed) : IClassFixture<Bed>
{
    private People People { get; } = new(bed.Site.Platform);

    private AuditLog Log => bed.Site.Services.GetRequiredService<AuditLog>();

    [Fact]
    public async Task EveryIntent_IsListedWithWhatCameOfIt()
    {
        var (auditor, clerk) = (await AuditorAsync(), await People.NewAsync(Bed.County, Role.Leader));
        var done = await IntendAsync(clerk, "S-DONE");
        await Log.AppendAsync(clerk, "tree-loaded", "S-DONE", $$"""{"intent":{{done}}}""");
        var refused = await IntendAsync(clerk, "S-REFUSED");
        await Log.AppendAsync(clerk, "act-refused", "S-REFUSED", $$"""{"intent":{{refused}},"act":"tree-loaded","code":"level-wrong"}""");
        var failed = await IntendAsync(clerk, "S-FAILED");
        await Log.AppendAsync(clerk, "act-failed", "S-FAILED", $$"""{"intent":{{failed}},"act":"tree-loaded","code":"internal"}""");
        var broken = await IntendAsync(clerk, "S-BROKEN");
        var open = await IntendAsync(clerk, "S-OPEN");
        await bed.Site.Platform.Server.ExecuteAsync(
            bed.Site.Platform.Directory, $"update audit_entry set at = at - interval '11 minutes' where tenant = {auditor.Tenant} and n = {broken}");

        var (lines, _) = await Log.FindAsync(auditor, new AuditFilter(Actor: $"{Bed.County}/{clerk.Login}", Act: "tree-loaded"), 50);
        Assert.Equal(
            [
                (open, "S-OPEN", AuditStage.UnderWay, null, null), (broken, "S-BROKEN", AuditStage.Unfinished, null, null),
                (failed + 1, "S-FAILED", AuditStage.Failed, "internal", failed), (failed, "S-FAILED", AuditStage.IntendedFailed, "internal", failed + 1),
                (refused + 1, "S-REFUSED", AuditStage.Refused, "level-wrong", refused), (refused, "S-REFUSED", AuditStage.IntendedRefused, "level-wrong", refused + 1),
                (done + 1, "S-DONE", AuditStage.Done, null, done), (done, "S-DONE", AuditStage.IntendedDone, (string?)null, (long?)(done + 1)),
            ],
            lines.Select(line => (line.N, line.Subject, line.Stage, line.Code, line.Related)));
        Assert.All(lines, line => Assert.Equal("tree-loaded", line.Act));
    }

    [Theory]
    [InlineData("""{"intent":"abc"}""")]
    [InlineData("""{"intent":1.5}""")]
    [InlineData("""{"intent":12345678901234567890}""")]
    [InlineData("""{"intent":{"n":1}}""")]
    [InlineData("[]")]
    public async Task LineWhoseIntentIsNoNumber_IsListedWithoutOne(string details)
    {
        var (auditor, clerk) = (await AuditorAsync(), await People.NewAsync(Bed.County, Role.Leader));
        foreach (var action in new[] { "history-imported", "act-refused", "act-intended" })
        {
            var n = await Log.AppendAsync(clerk, action, "S-FOREIGN");
            await bed.Site.Platform.Server.ExecuteAsync(
                bed.Site.Platform.Directory, $"update audit_entry set details = '{details}' where tenant = {auditor.Tenant} and n = {n}");
        }

        var (lines, _) = await Log.FindAsync(auditor, new AuditFilter(Actor: $"{Bed.County}/{clerk.Login}"), 50);
        Assert.Equal(["act-intended", "act-refused", "history-imported"], lines.Where(line => line.Subject == "S-FOREIGN").Select(line => line.Act));
        Assert.All(lines, line => Assert.Null(line.Related));
    }

    [Fact]
    public async Task Filter_NarrowsByDayPersonAndAct_AndPagesByNumber()
    {
        var (auditor, clerk) = (await AuditorAsync(), await People.NewAsync(Bed.County, Role.Leader));
        foreach (var at in Enumerable.Range(1, 5))
            await Log.AppendAsync(clerk, "history-imported", $"P-{at}");
        var who = $"{Bed.County}/{clerk.Login}";
        var byPerson = new AuditFilter(Actor: who, Act: "history-imported");
        List<string> seen = [];
        for (var (filter, more) = (byPerson, true); more;)
        {
            (var lines, more) = await Log.FindAsync(auditor, filter, 2);
            seen.AddRange(lines.Select(line => line.Subject));
            filter = filter with { Before = lines[^1].N };
        }

        Assert.Equal(["P-5", "P-4", "P-3", "P-2", "P-1"], seen);
        Assert.Empty((await Log.FindAsync(auditor, byPerson with { Act = "tree-loaded" }, 50)).Lines);
        Assert.Empty((await Log.FindAsync(auditor, byPerson with { Actor = who + "x" }, 50)).Lines);
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(5, (await Log.FindAsync(auditor, byPerson with { From = now.AddHours(-1), Until = now.AddHours(1) }, 50)).Lines.Count);
        Assert.Empty((await Log.FindAsync(auditor, byPerson with { From = now.AddHours(1) }, 50)).Lines);
        Assert.Empty((await Log.FindAsync(auditor, byPerson with { Until = now.AddHours(-1) }, 50)).Lines);
    }

    [Theory]
    [InlineData(Role.SystemAdministrator)]
    [InlineData(Role.Inspector)]
    [InlineData(Role.BureauHead)]
    public async Task WhoIsNoAuditor_ReadsNothing(Role role)
    {
        Assert.Empty((await Log.FindAsync(await People.NewAsync(Bed.County, role), new AuditFilter(), 50)).Lines);
        using var client = await bed.Site.NewClientAsync(Bed.County, null, role);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/audit")).StatusCode);
    }

    [Theory]
    [InlineData("330825")]
    [InlineData("330000")]
    public async Task AuditorOfAnotherJurisdiction_ReadsTheOwnLogAlone(string place)
    {
        var auditor = await People.NewAsync(place, Role.SecurityAuditor);
        Assert.Empty((await Log.FindAsync(auditor with { Tenant = bed.Site.Platform[Bed.County].Id }, new AuditFilter(), 50)).Lines);
        await Log.AppendAsync(await People.NewAsync(Bed.County, Role.Leader), "history-imported", "OF-THE-COUNTY");
        Assert.DoesNotContain((await Log.FindAsync(auditor, new AuditFilter(Act: "history-imported"), 200)).Lines, line => line.Subject == "OF-THE-COUNTY");
    }

    [Fact]
    public async Task Page_ListsWhoDidWhat_AndNothingThatPeopleWrote()
    {
        var clerk = await People.NewAsync(Bed.County, Role.Leader);
        await Log.AppendAsync(clerk, "quarantine-dismissed", "S-PAGE", """{"reason":"申请人某某来电"}""");
        await Log.AppendAsync(clerk, "never-heard-of", "S-UNKNOWN");
        using var auditor = await bed.Site.NewClientAsync(Bed.County, null, Role.SecurityAuditor);
        var page = WebUtility.HtmlDecode(await auditor.GetStringAsync($"/audit?person={clerk.Login}"));
        Assert.Contains("S-PAGE", page, StringComparison.Ordinal);
        Assert.Contains("隔离数据作废", page, StringComparison.Ordinal);
        Assert.Contains("never-heard-of", page, StringComparison.Ordinal);
        Assert.Contains($"{Bed.County}/{clerk.Login}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("申请人某某来电", page, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的记录", WebUtility.HtmlDecode(await auditor.GetStringAsync("/audit?person=nobody-of-the-kind")), StringComparison.Ordinal);
        Assert.Contains("href=\"/audit\"", await auditor.GetStringAsync("/resets"), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryActThatIsTold_CanBeAskedFor()
    {
        var told = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "tenancy", "Migrations"), "*.sql", SearchOption.AllDirectories)
            .SelectMany(file => Told().Matches(File.ReadAllText(file))).SelectMany(call => Code().Matches(call.Value)).Select(code => code.Groups[1].Value)
            .Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "web"), "*.cs", SearchOption.AllDirectories)
                .SelectMany(file => Named().Matches(File.ReadAllText(file))).Select(act => act.Groups[1].Value))
            .Distinct().ToList();
        Assert.Contains("rulebook-approved", told);
        Assert.Contains("history-imported", told);
        Assert.Empty(told.Except(AuditedActs.All, StringComparer.Ordinal));
        Assert.Equal(AuditedActs.All.Count, AuditedActs.All.Distinct().Count());
    }

    [GeneratedRegex(@"app\.audit\([^;]*;")]
    private static partial Regex Told();

    [GeneratedRegex("'([a-z]+(?:-[a-z]+)+)'")]
    private static partial Regex Code();

    [GeneratedRegex("""[aA]ct = (?:[^;]*\? )?"([a-z]+(?:-[a-z]+)+)";""")]
    private static partial Regex Named();

    private Task<Caller> AuditorAsync() => People.NewAsync(Bed.County, Role.SecurityAuditor);

    private Task<long> IntendAsync(Caller who, string subject) => Log.AppendAsync(who, ActLog.Intended, subject, """{"act":"tree-loaded"}""");
}
