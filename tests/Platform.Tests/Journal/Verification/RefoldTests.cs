using Grains.Cases;
using Grains.Journal.Verification;
using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Journal.Verification;

/// <summary>What is stored of a case beside its events is found to differ from them.</summary>
public sealed class RefoldTests(PostgresServer server) : AttackedHistory(server)
{
    [Theory]
    [InlineData("state = set_byte(state, length(state) - 2, get_byte(state, length(state) - 2) # 1)")]
    [InlineData("state = substring(state for length(state) - 1)")]
    [InlineData("state = '\\\\xff'")]
    [InlineData("state = set_byte(state, 20, get_byte(state, 20) # 1)")]
    [InlineData("status = 5")]
    [InlineData("ended_at = now()")]
    [InlineData("opened_at = opened_at - interval '1 day'")]
    [InlineData("colour = 0")]
    [InlineData("handler = 999")]
    [InlineData("item = 2")]
    [InlineData("item_kind = 9")]
    public async Task ChangedCaseWhoseEventsAreUntouched_IsFound(string change)
    {
        await AttackAsync($"update case_file set {change} where id = @grain");
        var findings = (await VerifyAsync()).Findings;
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal((FindingCodes.Refold, $"case C1-2 (grain {Grain})"), (finding.Code, finding.Place)));
    }

    [Theory]
    [InlineData("state = set_byte(state, length(state) - 8, get_byte(state, length(state) - 8) # 1)")]
    [InlineData("status = 3")]
    [InlineData("contradicted = true")]
    [InlineData("points = 0")]
    [InlineData("rule = 'nothing'")]
    [InlineData("fault = 'nothing'")]
    [InlineData("raised_at = raised_at + interval '1 day'")]
    [InlineData("true_from = true_from + interval '1 day'")]
    public async Task ChangedSignalWhoseEventsAreUntouched_IsFound(string change)
    {
        await AttackAsync($"update signal set {change} where id = (select max(id) from signal where tenant = @tenant)");
        Assert.All((await VerifyAsync()).Findings, finding => Assert.Equal(FindingCodes.Refold, finding.Code));
        Assert.NotEmpty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task CasesThatExchangedTheirNumbers_AreFound()
    {
        await AttackAsync("""
            update case_file set case_no = 'swap' where case_no = 'C1-2' and tenant = @tenant;
            update case_file set case_no = 'C1-2' where case_no = 'C1-3' and tenant = @tenant;
            update case_file set case_no = 'C1-3' where case_no = 'swap' and tenant = @tenant
            """);
        Assert.Equal(
            ["number C1-2", "number C1-3"],
            (await VerifyAsync()).Findings.Where(finding => finding.Code == FindingCodes.Refold).Select(finding => finding.Expected).Order());
    }

    [Fact]
    public async Task CaseGivenToAnotherDepartment_IsFound()
    {
        await using (var session = await Bed.Platform.Sessions.OpenAsync(County.Id))
        {
            await session.ExecuteAsync(new("select app.register_department('D2', '另一部门', false, true)"));
            await session.CommitAsync();
        }

        await AttackAsync("update case_file set department = 2 where id = @grain; update signal set department = 2 where case_id = @grain");
        var findings = (await VerifyAsync()).Findings.Where(finding => finding.Place == $"case C1-2 (grain {Grain})");
        Assert.Contains("department 1 of its item", findings.Select(finding => finding.Expected));
    }

    [Theory]
    [InlineData("late = not late")]
    [InlineData("due_at = due_at + interval '1 year'")]
    [InlineData("accepted_on = accepted_on + 30")]
    public async Task ChangedColumnThatTheClockDecides_IsFoundByTheRecount(string change)
    {
        await AttackAsync($"update case_file set {change} where id = @grain");
        var findings = await new FigureRecount(Bed.Platform.Sessions, Bed.Platform.Jurisdictions, Bed.Ground).CompareAsync(County);
        Assert.Single(findings, finding => (finding.Code, finding.Place) == (FindingCodes.Refold, $"case C1-2 (grain {Grain})"));
    }

    [Theory]
    [InlineData("accepted = accepted - 1")]
    [InlineData("state = '\\\\xff'")]
    public async Task ChangedDepartment_IsFound(string change)
    {
        await AttackAsync($"update department set {change} where tenant = @tenant");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal((FindingCodes.Refold, "department D1"), (finding.Code, finding.Place));
    }

    [Fact]
    public async Task HistoryToldLateAndOutOfOrder_FoldsIntoWhatIsStored()
    {
        var now = TimeProvider.System.GetUtcNow();
        await Bed.RecordAsync(County.Id, JournalBed.Fact("C1-2", "e9", CaseEventKind.Approved, now.AddDays(-40)));
        await Bed.RecordAsync(County.Id, JournalBed.Fact("C1-2", "e8", CaseEventKind.StepStarted, now.AddDays(-58)));
        await Bed.Journal.SweepAsync(County.Id, 1000);
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task CaseForwardedThoughDecidedHere_IsOpenInItsRowAndAgreesWithItsEvents()
    {
        await Bed.RecordAsync(County.Id, JournalBed.Fact("C1-2", "e9", CaseEventKind.Forwarded, TimeProvider.System.GetUtcNow().AddDays(-40)));
        Assert.Equal(1, await Bed.ScalarAsync<long>(County.Id, "select count(*) from case_file where case_no = 'C1-2' and ended_at is null"));
        Assert.Empty((await VerifyAsync()).Findings);
    }
}
