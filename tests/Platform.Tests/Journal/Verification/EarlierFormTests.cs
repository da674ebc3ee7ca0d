using System.Buffers;
using System.Globalization;
using Dapper;
using Grains.Binary;
using Grains.Cases;
using Grains.Departments;
using Grains.Journal;
using Grains.Journal.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Server;
using Silo;
using Silo.Folding;
using Xunit;

namespace Platform.Tests.Journal.Verification;

/// <summary>What an earlier version left in its own form verifies, is folded again once a node has started, and hides nothing from then on.</summary>
public sealed class EarlierFormTests(PostgresServer server) : AttackedHistory(server)
{
    private (DateTimeOffset Applied, DateTimeOffset Ended)? _stated;

    private FoldRecheck Recheck => new(Bed.Platform.Sessions, Bed.Platform.Jurisdictions, new Commits());

    [Fact]
    public async Task CaseThatALogAndALiveSourceToldOf_VerifiesBeforeAndAfterItIsFoldedAgain()
    {
        await MixAsync();
        await LeaveAsync();
        Assert.Equal((0, 21), await OutcomeAsync());
        await AttackAsync("update department set next_check_at = null where tenant = @tenant");

        Assert.Contains(County.Id, await Recheck.ApplyAsync());
        Assert.Equal(1, await CountAsync("department where next_check_at <= clock_timestamp()"));
        Assert.Empty(await Recheck.ApplyAsync());
        Assert.Equal((0, 20), await OutcomeAsync());
        await Bed.Journal.SweepAsync(County.Id, 1000);
        Assert.Equal((0, 0), await OutcomeAsync());
        Assert.Equal(61, Read(await DepartmentAsync()).State.Facts);
        Assert.Equal(0, await CountAsync("case_file where ended_at is not null"));
        var figures = await Bed.Recount.CompareAsync(County);
        // Nothing carries them upward here.
        Assert.DoesNotContain(figures, finding => !finding.Place.Contains(", at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NodeThatStarts_HasWhatWasLeftFoldedAgain()
    {
        await LeaveAsync();
        var services = new ServiceCollection().AddSilo();
        Assert.Contains(services, service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(FoldKeeper));
        using var keeper = new FoldKeeper(Recheck, Bed.Platform.Jurisdictions, TimeProvider.System, NullLogger<FoldKeeper>.Instance);
        await keeper.StartAsync(TestContext.Current.CancellationToken);
        while (await CountAsync("fold_applied") == 0)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        await keeper.StopAsync(TestContext.Current.CancellationToken);
        await Bed.Journal.SweepAsync(County.Id, 1000);
        Assert.Equal((0, 0), await OutcomeAsync());
    }

    [Fact]
    public async Task CaseToBeAccepted_IsDueOnceItHasBeenJudgedAgain()
    {
        const string due = "case_file where case_no = 'new' and due_at is not null";
        await Recheck.ApplyAsync();
        await Bed.RecordAsync(County.Id, JournalBed.Fact("new", "e1", CaseEventKind.Submitted, TimeProvider.System.GetUtcNow().AddHours(-1)));
        Assert.Equal(1, await CountAsync(due));
        await AttackAsync("update case_file set due_at = null where tenant = @tenant and case_no = 'new'");
        await AttackAsync("update fold_applied set basis = split_part(basis, ', judgement', 1) where tenant = @tenant");
        Assert.Contains(County.Id, await Recheck.ApplyAsync());
        await Bed.Journal.SweepAsync(County.Id, 1000);
        Assert.Equal(1, await CountAsync(due));
    }

    [Fact]
    public async Task WhatIsToldWhileADepartmentWaits_IsCountedOnce()
    {
        await MixAsync();
        await LeaveAsync();
        await Bed.RecordAsync(County.Id, JournalBed.Fact("C1-2", "e8", CaseEventKind.StepStarted, TimeProvider.System.GetUtcNow().AddMinutes(-1)));
        Assert.Equal((0, 20), await OutcomeAsync());
        await Recheck.ApplyAsync();
        await Bed.Journal.SweepAsync(County.Id, 1000);
        Assert.Equal((0, 0), await OutcomeAsync());
        Assert.Equal(62, Read(await DepartmentAsync()).State.Facts);
    }

    [Theory]
    [InlineData("status = 5")]
    [InlineData("ended_at = now()")]
    [InlineData("opened_at = opened_at - interval '1 day'")]
    [InlineData("colour = 0")]
    public async Task RowThatNoEarlierVersionExplains_IsFound(string change)
    {
        await LeaveAsync();
        await AttackAsync($"update case_file set {change} where id = @grain");
        Assert.Equal($"case C1-2 (grain {Grain})", Assert.Single((await VerifyAsync()).Findings).Place);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public async Task CountThatNoEarlierVersionExplains_IsFound(int difference)
    {
        await MixAsync();
        await LeaveAsync(difference);
        Assert.Equal("department D1", Assert.Single((await VerifyAsync()).Findings).Place);
    }

    [Fact]
    public async Task FormOfAnEarlierVersion_ExcusesNothingOnceAllIsFoldedAgain()
    {
        await MixAsync();
        await Recheck.ApplyAsync();
        await Bed.Journal.SweepAsync(County.Id, 1000);
        Assert.Equal((0, 0), await OutcomeAsync());
        await LeaveAsync();
        await AttackAsync("update case_file set next_check_at = null where tenant = @tenant");
        var findings = (await VerifyAsync()).Findings;
        Assert.Equal(21, findings.Count(finding => finding.Found == "one of another that nothing folds again"));
        Assert.Contains(findings, finding => finding.Place == $"case C1-2 (grain {Grain})" && finding.Found.EndsWith("in its row", StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Equal(FindingCodes.Refold, finding.Code));
    }

    /// <summary>An import states beside an event when a live case was applied for and when it ended.</summary>
    private async Task MixAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        _stated = (now.AddDays(-70), now.AddDays(-40));
        var details = CaseDetails.None with { AppliedAt = _stated.Value.Applied, ClosedAt = _stated.Value.Ended };
        await Bed.RecordAsync(County.Id, JournalBed.Fact("C1-2", "e9", CaseEventKind.Corrected, now.AddDays(-39), details) with { Source = CaseSource.History });
        Assert.Equal((0, 0), await OutcomeAsync());
    }

    /// <summary>Everything as an earlier version would have left it: it took what was stated for the case's, and counted nothing imported as told.</summary>
    /// <param name="difference">By how much the department's facts differ from what it would have counted.</param>
    private async Task LeaveAsync(int difference = 0)
    {
        await GrainAsync();
        await using var source = Owner();
        await using var connection = await source.OpenConnectionAsync();
        foreach (var (id, state) in (await connection.QueryAsync<(long, byte[])>("select id, state from case_file where tenant = @tenant", new { tenant = County.Id.Value })).AsList())
        {
            state[^Length(writer => CaseCodec.Write(CaseSnapshotCodec.Read(state, out _).State, writer))] = 7;
            await connection.ExecuteAsync("update case_file set state = @state where tenant = @tenant and id = @id", new { state, id, tenant = County.Id.Value });
        }

        var department = await DepartmentAsync();
        var (at, read) = Read(department);
        department = [.. department.AsSpan(0, at), .. FirstForm(read, read.Facts - (_stated is null ? 0 : 1) + difference)];
        await connection.ExecuteAsync("update department set state = @department where tenant = @tenant", new { department, tenant = County.Id.Value });
        if (_stated is { } stated)
            await AttackAsync($"update case_file set status = {(int)CaseStatus.Closed}, opened_at = '{Text(stated.Applied)}', ended_at = '{Text(stated.Ended)}' where id = @grain");
    }

    /// <summary>A department's own state in the first form: no late fact, no batch.</summary>
    private static byte[] FirstForm(DepartmentState state, long facts)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new ByteWriter(bytes);
        writer.Byte(1);
        writer.Number((ulong)facts);
        for (var i = 0; i < 4; i++)
            writer.Number(0);
        foreach (var instant in (DateTimeOffset?[])[state.LastRecordedAt, state.LastFedAt, null, null, null, null])
        {
            writer.Byte(instant is null ? (byte)0 : (byte)1);
            if (instant is { } at)
                writer.Instant(at);
        }

        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private Task<byte[]> DepartmentAsync() => Bed.ScalarAsync<byte[]>(County.Id, "select state from department");

    /// <summary>The department's own state lies behind its signals.</summary>
    private static (int At, DepartmentState State) Read(byte[] snapshot)
    {
        var at = snapshot.Length;
        DepartmentState state;
        do
            at--;
        while (!DepartmentCodec.TryRead(snapshot.AsSpan(at), out state) || Length(writer => DepartmentCodec.Write(state, writer)) != snapshot.Length - at);
        return (at, state);
    }

    private static int Length(Action<IBufferWriter<byte>> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        write(bytes);
        return bytes.WrittenCount;
    }

    // To the microsecond, cut off as the chain has it.
    private static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm:ss.ffffff+00", CultureInfo.InvariantCulture);

    private async Task<(int Findings, long Waiting)> OutcomeAsync()
    {
        var report = await VerifyAsync();
        return (report.Findings.Count, report.Waiting);
    }
}
