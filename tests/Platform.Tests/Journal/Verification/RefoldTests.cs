using Grains.Cases;
using Grains.Journal;
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
        await RegisterSecondAsync();
        await AttackAsync("update case_file set department = 2 where id = @grain; update signal set department = 2 where case_id = @grain");
        var findings = (await VerifyAsync()).Findings.Where(finding => finding.Place == $"case C1-2 (grain {Grain})");
        Assert.Contains("department 1 of its item", findings.Select(finding => finding.Expected));
    }

    [Theory]
    [InlineData("late = not late")]
    [InlineData("due_at = due_at + interval '1 year'")]
    [InlineData("accepted_on = accepted_on + 30")]
    [InlineData("state = set_byte(state, 13, get_byte(state, 13) # 1)")]
    public async Task ChangedColumnThatTheClockDecides_IsFoundByTheRecount(string change)
    {
        await AttackAsync($"update case_file set {change} where id = @grain");
        var findings = await Bed.Recount.CompareAsync(County);
        Assert.Single(findings, finding => (finding.Code, finding.Place) == (FindingCodes.Refold, $"case C1-2 (grain {Grain})"));
    }

    [Theory]
    [InlineData("late = not late")]
    [InlineData("due_at = due_at + interval '1 year'")]
    [InlineData("accepted_on = accepted_on + 30")]
    [InlineData("status = 5")]
    [InlineData("ended_at = now()")]
    [InlineData("opened_at = opened_at - interval '1 day'")]
    [InlineData("colour = 0")]
    [InlineData("handler = 999")]
    [InlineData("item = 2")]
    [InlineData("item_kind = 9")]
    [InlineData("state = set_byte(state, 13, get_byte(state, 13) # 3)")]
    [InlineData("state = set_byte(state, length(state) - 2, get_byte(state, length(state) - 2) # 1)")]
    [InlineData("state = substring(state for length(state) - 1)")]
    public async Task ChangedCase_IsPutRightByARecountAndTheSweep(string change)
    {
        await Bed.Journal.SweepAsync(County.Id, 1000);
        var totals = await Bed.TotalsAsync(County.Id);
        var recount = Bed.Recount;
        await AttackAsync($"update case_file set {change} where id = @grain");
        Assert.Equal(new Repaired(0, 1), await new FigureRepair(Bed.Platform.Sessions, Bed.Platform.Jurisdictions, recount).RepairAsync(County));
        await Bed.Journal.SweepAsync(County.Id, 1000);
        Assert.Empty((await VerifyAsync()).Findings);
        await Bed.RecordAsync(County.Id, JournalBed.Fact("C1-2", "e9", CaseEventKind.Approved, TimeProvider.System.GetUtcNow().AddDays(-40)));
        Assert.DoesNotContain(await recount.CompareAsync(County), finding => !finding.Place.Contains(", at ", StringComparison.Ordinal));
        var after = await Bed.TotalsAsync(County.Id);
        Assert.Equal((totals.Accepted, totals.Open - 1, totals.Closed + 1), (after.Accepted, after.Open, after.Closed));
    }

    [Fact]
    public async Task SignalGivenToAnotherDepartment_IsFoundAndPutRight()
    {
        await RegisterSecondAsync();
        await AttackAsync("update signal set department = 2 where id = (select max(id) from signal where tenant = @tenant and case_id = @grain) and tenant = @tenant");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal((FindingCodes.Refold, "department 1 of its case", "department 2 in its row"), (finding.Code, finding.Expected, finding.Found));
        var recount = Bed.Recount;
        Assert.Equal(new Repaired(1, 0), await new FigureRepair(Bed.Platform.Sessions, Bed.Platform.Jurisdictions, recount).RepairAsync(County));
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task CaseGivenToAnotherDepartmentTogetherWithItsItem_IsFoundAtTheItem()
    {
        await RegisterSecondAsync();
        await AttackAsync("""
            update case_file set department = 2 where tenant = @tenant;
            update signal set department = 2 where tenant = @tenant;
            update item set department = 2 where tenant = @tenant;
            update person set department = 2 where tenant = @tenant
            """);
        var finding = Assert.Single((await VerifyAsync()).Findings, finding => finding.Place == "version 1 of item PERMIT-1");
        Assert.Equal(
            (FindingCodes.Refold, "PERMIT-1 of department D1, kind 1, as it says", "PERMIT-1 of department D2, kind 1, in the item's row"),
            (finding.Code, finding.Expected, finding.Found));
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
    public async Task RefusedEventWhoseBytesWereChanged_IsFound()
    {
        byte[] cut = new byte[RefusedEvent.MaximumRaw + 1];
        await Bed.Journal.RecordAsync(new CaseBatch(County.Id, 1, [], [Refused("{\"eventId\":1}"u8.ToArray()), Refused("{}"u8.ToArray()), Refused(cut)]));
        Assert.Empty((await VerifyAsync()).Findings);
        await AttackAsync("update quarantine set raw = '{\"eventId\":2}' where tenant = @tenant and raw = '{\"eventId\":1}'");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal(FindingCodes.Altered, finding.Code);
        Assert.EndsWith("of department D1", finding.Place, StringComparison.Ordinal);

        static RefusedEvent Refused(byte[] raw) => new(0, null, "kind", "unknown-kind", "", "", raw);
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

    private async Task RegisterSecondAsync()
    {
        await using var session = await Bed.Platform.Sessions.OpenAsync(County.Id);
        await session.ExecuteAsync(new("select app.register_department('D2', '另一部门', false, true)"));
        await session.CommitAsync();
    }
}
