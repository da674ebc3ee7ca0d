using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Import;
using Web.Import.Jobs;
using Xunit;

namespace Platform.Tests.Import;

/// <summary>An import is made once, by the run that has claimed it, until somebody cancels it.</summary>
public sealed class ImportClaimTests(TestPlatform platform) : IClassFixture<TestPlatform>, IDisposable
{
    private readonly ImportNodes _nodes = new(platform);

    public void Dispose() => _nodes.Dispose();

    [Fact]
    public async Task UploadThatAStoppedNodeLeft_IsImportedWhenItStartsAgain()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tenant = platform["330802"].Id;
        Guid job;
        await using (var stopped = await _nodes.StartAsync())
        {
            await using var log = File.OpenRead(PermitLog.Xes.Path);
            var (taken, _, _) = await stopped.GetRequiredService<ImportDesk>().AcceptAsync(
                await new People(platform).NewAsync("330802", Role.SystemAdministrator), new ImportUpload(PermitLog.Xes.Name, log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), cancellation);
            job = taken!.Value;
        }

        await using var node = await _nodes.StartAsync();
        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await worker.StartAsync(cancellation);
        var jobs = node.GetRequiredService<ImportJobs>();
        while ((await jobs.FindAsync(tenant, job, cancellation))!.Status == ImportStatus.Running)
            await Task.Delay(50, cancellation);
        await worker.StopAsync(cancellation);

        var ended = (await jobs.FindAsync(tenant, job, cancellation))!;
        Assert.Equal((ImportStatus.Ended, 1434, 8577L, 377), (ended.Status, ended.Summary!.Cases, ended.Summary.Events, ended.Summary.LateByOwnPromise));
        Assert.Empty(StagedImport.LeftIn(node.GetRequiredService<ImportDesk>().Stage, TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task UploadThatStandsInTheQueueTwice_IsMadeOnce_AndStaysEnded()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330825", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        var desk = node.GetRequiredService<ImportDesk>();
        var twice = await ImportNodes.AcceptAsync(desk, uploader, "twice.xes");
        // It is in the queue, and the worker finds it on disk as well; what comes after both is made after both.
        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await worker.StartAsync(cancellation);
        await ImportNodes.EndOfAsync(node, uploader.Tenant, twice);
        await ImportNodes.EndOfAsync(node, uploader.Tenant, await ImportNodes.AcceptAsync(desk, uploader, "after.xes"));
        await worker.StopAsync(cancellation);

        var job = (await node.GetRequiredService<ImportJobs>().FindAsync(uploader.Tenant, twice, cancellation))!;
        Assert.Equal((ImportStatus.Ended, 8577L, null), (job.Status, job.Events, job.Fault));
        Assert.Equal(["act-intended", ImportDesk.Act], await _nodes.ToldOfAsync("twice.xes"));
    }

    [Fact]
    public async Task Claim_IsOneRunsAtATime_AndIsTakenOverFromOneThatIsGone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330825", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        var (tenant, jobs) = (uploader.Tenant, node.GetRequiredService<ImportJobs>());
        var job = await ImportNodes.AcceptAsync(node.GetRequiredService<ImportDesk>(), uploader, "claimed.xes");
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(
            [ImportClaim.Mine, ImportClaim.Mine, ImportClaim.Anothers],
            [await jobs.ClaimAsync(tenant, job, first, cancellation), await jobs.ClaimAsync(tenant, job, first, cancellation), await jobs.ClaimAsync(tenant, job, second, cancellation)]);

        await platform.Server.ExecuteAsync(platform["330825"].Database, $"update import_job set claimed_at = now() - interval '3 minutes' where id = '{job}'");
        Assert.Equal(ImportClaim.Mine, await jobs.ClaimAsync(tenant, job, second, cancellation));
        Assert.False(await jobs.HoldAsync(tenant, job, first, cancellation));
        Assert.False(await jobs.FailAsync(tenant, job, first, "internal", cancellation));
        Assert.False(await jobs.EndAsync(tenant, job, first, new ImportSummary(0, 0, 0, 0, 0, 0, 0, 0, false), cancellation));
        Assert.True(await jobs.EndAsync(tenant, job, second, new ImportSummary(1, 1, 1, 0, 0, 1, 0, 0, false), cancellation));
        Assert.False(await jobs.FailAsync(tenant, job, second, "internal", cancellation));
        Assert.Equal(ImportClaim.Over, await jobs.ClaimAsync(tenant, job, second, cancellation));
    }

    [Fact]
    public async Task WaitingImportThatIsCancelled_IsNeverMade()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        var other = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        var desk = node.GetRequiredService<ImportDesk>();
        var job = await ImportNodes.AcceptAsync(desk, uploader, "waiting.xes");
        Assert.Equal(CancelOutcome.Cancelled, await desk.CancelAsync(other, job, cancellation));
        Assert.Equal(CancelOutcome.OverBefore, await desk.CancelAsync(other, job, cancellation));
        Assert.Equal(CancelOutcome.Unknown, await desk.CancelAsync(other, Guid.NewGuid(), cancellation));

        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await worker.StartAsync(cancellation);
        await ImportNodes.UntilGoneAsync(desk, uploader.Tenant, job);
        await ImportNodes.UntilAsync(async () => (await _nodes.ToldOfAsync("waiting.xes")).Contains("act-refused"));
        await worker.StopAsync(cancellation);
        var cancelled = (await node.GetRequiredService<ImportJobs>().FindAsync(uploader.Tenant, job, cancellation))!;
        Assert.Equal((ImportStatus.Cancelled, 0L, other.Login), (cancelled.Status, cancelled.Events, cancelled.CancelledBy));
        Assert.Equal(["act-intended", "act-intended", ImportDesk.CancelAct, "act-refused"], await _nodes.ToldOfAsync("waiting.xes"));
    }

    [Fact]
    public async Task RunningImportThatIsCancelled_Stops_AndTheSameLogGoesOnWithIt()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330122", Role.SystemAdministrator);
        var (tenant, database) = (uploader.Tenant, platform["330122"].Database);
        await using var node = await _nodes.StartAsync();
        var (desk, jobs) = (node.GetRequiredService<ImportDesk>(), node.GetRequiredService<ImportJobs>());
        var job = await ImportNodes.AcceptAsync(desk, uploader, "running.xes");
        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await using (var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = database, Pooling = false }))
        await using (var blocking = await source.OpenConnectionAsync(cancellation))
        await using (var held = await blocking.BeginTransactionAsync(cancellation))
        {
            // Nothing can be recorded while somebody holds the head.
            await using (var hold = new NpgsqlCommand($"select from head where tenant = {tenant} for update", blocking, held))
                await hold.ExecuteNonQueryAsync(cancellation);
            await worker.StartAsync(cancellation);
            await ImportNodes.UntilAsync(async () => await platform.Server.ScalarAsync<bool>(database, $"select claimed_by is not null from import_job where id = '{job}'"));
            Assert.Equal(CancelOutcome.Cancelled, await desk.CancelAsync(uploader, job, cancellation));
        }

        await ImportNodes.UntilGoneAsync(desk, tenant, job);
        var cancelled = (await jobs.FindAsync(tenant, job, cancellation))!;
        Assert.Equal(ImportStatus.Cancelled, cancelled.Status);
        Assert.InRange(cancelled.Events, 0, 8_000);

        var again = await ImportNodes.AcceptAsync(desk, uploader, "running.xes");
        await ImportNodes.EndOfAsync(node, tenant, again);
        await worker.StopAsync(cancellation);
        var ended = (await jobs.FindAsync(tenant, again, cancellation))!;
        Assert.Equal((ImportStatus.Ended, 8577L, cancelled.Events), (ended.Status, ended.Events, ended.Summary!.Duplicates));
    }

    [Fact]
    public async Task UploadThatAnotherNodeLeftOnTheSameDisk_IsQueuedOnce()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        await using var gone = await _nodes.StartAsync();
        await using var node = await _nodes.StartAsync();
        var job = await ImportNodes.AcceptAsync(gone.GetRequiredService<ImportDesk>(), uploader, "left.xes");
        var watch = node.GetServices<IHostedService>().OfType<ImportWatch>().Single();
        await watch.HaveAsync(cancellation);
        await watch.HaveAsync(cancellation);
        var queue = node.GetRequiredService<ImportDesk>().Queue;
        Assert.True(queue.TryRead(out var staged));
        Assert.Equal(job, staged!.Job);
        Assert.False(queue.TryRead(out _));
    }

    [Fact]
    public async Task WhatAProfileRegisters_IsToldToTheAuditLog()
    {
        var uploader = await new People(platform).NewAsync("330102", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        await ImportNodes.AcceptAsync(node.GetRequiredService<ImportDesk>(), uploader, "registers.xes");
        await ImportNodes.AcceptAsync(node.GetRequiredService<ImportDesk>(), uploader, "registers-nothing.xes");
        Assert.Equal(
            [$"department-registered 330102/{uploader.Login}", $"item-published 330102/{uploader.Login}"],
            await platform.Server.ListAsync<string>(
                platform.Directory, $"select action || ' ' || actor from audit_entry where tenant = {uploader.Tenant.Value} and action in ('department-registered', 'item-published', 'item-changed') order by n"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UploadWhoseSessionIsGoneAtItsEnd_StaysDone_AndTheNodeLives(bool intentKnown)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        var desk = node.GetRequiredService<ImportDesk>();
        await using var log = File.OpenRead(PermitLog.Xes.Path);
        var (taken, _, _) = await desk.AcceptAsync(
            uploader, new ImportUpload(PermitLog.Xes.Name, log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), cancellation);
        var job = taken!.Value;
        await platform.Server.ExecuteAsync(platform.Directory, $"delete from web_session where id = '{uploader.Session.Value}'");
        // The worker finds it on disk when it starts, once.
        Assert.True(desk.Queue.TryRead(out _));
        if (!intentKnown)
            await platform.Server.ExecuteAsync(platform["330802"].Database, $"update import_job set intent = 1 where id = '{job}'");

        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await worker.StartAsync(cancellation);
        var folder = Path.Combine(desk.Stage, $"{uploader.Tenant.Value}-{job:N}");
        while (Directory.Exists(folder) && !worker.ExecuteTask!.IsCompleted)
            await Task.Delay(50, cancellation);
        Assert.False(worker.ExecuteTask!.IsCompleted);
        Assert.Equal(ImportStatus.Ended, (await node.GetRequiredService<ImportJobs>().FindAsync(uploader.Tenant, job, cancellation))!.Status);
        await worker.StopAsync(cancellation);

        var auditor = await new People(platform).NewAsync("330802", Role.SecurityAuditor);
        var told = (await node.GetRequiredService<AuditLog>().ReadAsync(auditor, 0, 1000, cancellation))
            .Where(entry => entry.Action == ImportDesk.Act && entry.Details.Contains($"{job}", StringComparison.Ordinal));
        Assert.Equal(intentKnown ? [$"330802/{uploader.Login}"] : [], told.Select(entry => entry.Actor));
    }
}
