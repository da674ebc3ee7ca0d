using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platform.Tests.Accounts;
using Platform.Tests.Embedded;
using Platform.Tests.Server;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Hosting;
using Tenancy.Permissions;
using Web.Import;
using Web.Import.Jobs;
using Xunit;

namespace Platform.Tests.Import;

public sealed class ImportWorkerTests(TestPlatform platform) : IClassFixture<TestPlatform>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task UploadThatAStoppedNodeLeft_IsImportedWhenItStartsAgain()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tenant = platform["330802"].Id;
        Guid job;
        await using (var stopped = await NodeAsync())
        {
            await using var log = File.OpenRead(PermitLog.Xes.Path);
            var (taken, _) = await stopped.GetRequiredService<ImportDesk>().AcceptAsync(
                await new People(platform).NewAsync("330802", Role.SystemAdministrator), new ImportUpload(PermitLog.Xes.Name, log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), cancellation);
            job = taken!.Value;
        }

        await using var node = await NodeAsync();
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
        await using var node = await NodeAsync();
        var desk = node.GetRequiredService<ImportDesk>();
        var twice = await AcceptAsync(desk, uploader, "twice.xes");
        // It is in the queue, and the worker finds it on disk as well; what comes after both is made after both.
        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await worker.StartAsync(cancellation);
        await EndOfAsync(node, uploader.Tenant, twice);
        await EndOfAsync(node, uploader.Tenant, await AcceptAsync(desk, uploader, "after.xes"));
        await worker.StopAsync(cancellation);

        var job = (await node.GetRequiredService<ImportJobs>().FindAsync(uploader.Tenant, twice, cancellation))!;
        Assert.Equal((ImportStatus.Ended, 8577L, null), (job.Status, job.Events, job.Fault));
        Assert.Equal(["act-intended", ImportDesk.Act], await ToldOfAsync("twice.xes"));
    }

    [Fact]
    public async Task Claim_IsOneRunsAtATime_AndIsTakenOverFromOneThatIsGone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330825", Role.SystemAdministrator);
        await using var node = await NodeAsync();
        var (tenant, jobs) = (uploader.Tenant, node.GetRequiredService<ImportJobs>());
        var job = await AcceptAsync(node.GetRequiredService<ImportDesk>(), uploader, "claimed.xes");
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
        await using var node = await NodeAsync();
        var desk = node.GetRequiredService<ImportDesk>();
        var job = await AcceptAsync(desk, uploader, "waiting.xes");
        Assert.Equal(CancelOutcome.Cancelled, await desk.CancelAsync(other, job, cancellation));
        Assert.Equal(CancelOutcome.OverBefore, await desk.CancelAsync(other, job, cancellation));
        Assert.Equal(CancelOutcome.Unknown, await desk.CancelAsync(other, Guid.NewGuid(), cancellation));

        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await worker.StartAsync(cancellation);
        await UntilGoneAsync(desk, uploader.Tenant, job);
        await UntilAsync(async () => (await ToldOfAsync("waiting.xes")).Contains("act-refused"));
        await worker.StopAsync(cancellation);
        var cancelled = (await node.GetRequiredService<ImportJobs>().FindAsync(uploader.Tenant, job, cancellation))!;
        Assert.Equal((ImportStatus.Cancelled, 0L, other.Login), (cancelled.Status, cancelled.Events, cancelled.CancelledBy));
        Assert.Equal(["act-intended", "act-intended", ImportDesk.CancelAct, "act-refused"], await ToldOfAsync("waiting.xes"));
    }

    [Fact]
    public async Task RunningImportThatIsCancelled_Stops_AndTheSameLogGoesOnWithIt()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330122", Role.SystemAdministrator);
        var (tenant, database) = (uploader.Tenant, platform["330122"].Database);
        await using var node = await NodeAsync();
        var (desk, jobs) = (node.GetRequiredService<ImportDesk>(), node.GetRequiredService<ImportJobs>());
        var job = await AcceptAsync(desk, uploader, "running.xes");
        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await using (var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = database, Pooling = false }))
        await using (var blocking = await source.OpenConnectionAsync(cancellation))
        await using (var held = await blocking.BeginTransactionAsync(cancellation))
        {
            // Nothing can be recorded while somebody holds the head.
            await using (var hold = new NpgsqlCommand($"select from head where tenant = {tenant} for update", blocking, held))
                await hold.ExecuteNonQueryAsync(cancellation);
            await worker.StartAsync(cancellation);
            await UntilAsync(async () => await platform.Server.ScalarAsync<bool>(database, $"select claimed_by is not null from import_job where id = '{job}'"));
            Assert.Equal(CancelOutcome.Cancelled, await desk.CancelAsync(uploader, job, cancellation));
        }

        await UntilGoneAsync(desk, tenant, job);
        var cancelled = (await jobs.FindAsync(tenant, job, cancellation))!;
        Assert.Equal(ImportStatus.Cancelled, cancelled.Status);
        Assert.InRange(cancelled.Events, 0, 8_000);

        var again = await AcceptAsync(desk, uploader, "running.xes");
        await EndOfAsync(node, tenant, again);
        await worker.StopAsync(cancellation);
        var ended = (await jobs.FindAsync(tenant, again, cancellation))!;
        Assert.Equal((ImportStatus.Ended, 8577L, cancelled.Events), (ended.Status, ended.Events, ended.Summary!.Duplicates));
    }

    [Fact]
    public async Task UploadThatBreaksOff_LeavesNothingThatIsImportedLater()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        await using var node = await NodeAsync();
        var desk = node.GetRequiredService<ImportDesk>();
        using var gone = new CancellationTokenSource();
        await using var whole = File.OpenRead(PermitLog.Xes.Path);
        await using var log = new CutStream(whole, gone);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.AcceptAsync(
            uploader, new ImportUpload("broken.xes", log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), gone.Token));

        Assert.Empty(Directory.Exists(desk.Stage) ? Directory.GetDirectories(desk.Stage) : []);
        Assert.False(desk.Queue.TryRead(out _));
        var job = Assert.Single(await node.GetRequiredService<ImportJobs>().ListAsync(uploader.Tenant, cancellation), job => job.FileName == "broken.xes");
        Assert.Equal((ImportStatus.Failed, "upload"), (job.Status, job.Fault));
    }

    [Fact]
    public async Task WhatAProfileRegisters_IsToldToTheAuditLog()
    {
        var uploader = await new People(platform).NewAsync("330102", Role.SystemAdministrator);
        await using var node = await NodeAsync();
        await AcceptAsync(node.GetRequiredService<ImportDesk>(), uploader, "registers.xes");
        await AcceptAsync(node.GetRequiredService<ImportDesk>(), uploader, "registers-nothing.xes");
        Assert.Equal(
            [$"department-registered 330102/{uploader.Login}", $"item-published 330102/{uploader.Login}"],
            await platform.Server.ListAsync<string>(
                platform.Directory, $"select action || ' ' || actor from audit_entry where tenant = {uploader.Tenant.Value} and action in ('department-registered', 'item-published', 'item-changed') order by n"));
    }

    [Fact]
    public async Task ImportWhoseUploadNoNodeHas_FailsAfterAnHour_OneThatANodeHasDoesNot()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330825", Role.SystemAdministrator);
        await using var node = await NodeAsync();
        var (desk, jobs) = (node.GetRequiredService<ImportDesk>(), node.GetRequiredService<ImportJobs>());
        var watch = node.GetServices<IHostedService>().OfType<ImportWatch>().Single();
        var lost = await AcceptAsync(desk, uploader, "lost.xes");
        Directory.Delete(Path.Combine(desk.Stage, $"{uploader.Tenant.Value}-{lost:N}"), recursive: true);
        var kept = await AcceptAsync(desk, uploader, "kept.xes");
        await platform.Server.ExecuteAsync(platform["330825"].Database, $"update import_job set created_at = now() - interval '59 minutes' where id = '{lost}'");
        await watch.EndLostAsync(cancellation);
        Assert.Equal(ImportStatus.Running, (await jobs.FindAsync(uploader.Tenant, lost, cancellation))!.Status);

        await platform.Server.ExecuteAsync(platform["330825"].Database, $"update import_job set created_at = now() - interval '61 minutes' where id in ('{lost}', '{kept}')");
        await watch.HaveAsync(cancellation);
        await watch.EndLostAsync(cancellation);
        var failed = (await jobs.FindAsync(uploader.Tenant, lost, cancellation))!;
        Assert.Equal((ImportStatus.Failed, "lost"), (failed.Status, failed.Fault));
        Assert.Equal(ImportStatus.Running, (await jobs.FindAsync(uploader.Tenant, kept, cancellation))!.Status);
    }

    [Fact]
    public async Task UploadThatAnotherNodeLeftOnTheSameDisk_IsQueuedOnce()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        await using var gone = await NodeAsync();
        await using var node = await NodeAsync();
        var job = await AcceptAsync(gone.GetRequiredService<ImportDesk>(), uploader, "left.xes");
        var watch = node.GetServices<IHostedService>().OfType<ImportWatch>().Single();
        await watch.HaveAsync(cancellation);
        await watch.HaveAsync(cancellation);
        var queue = node.GetRequiredService<ImportDesk>().Queue;
        Assert.True(queue.TryRead(out var staged));
        Assert.Equal(job, staged!.Job);
        Assert.False(queue.TryRead(out _));
    }

    [Fact]
    public async Task SmallUploadOfManyFaults_EndsEarly_AndKeepsSoManyAndNoMore()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330825", Role.SystemAdministrator);
        await using var node = await NodeAsync();
        var header = (await File.ReadAllLinesAsync(PermitLog.Csv.Path, cancellation))[0];
        await using var log = new MemoryStream(Reading.Gzip(header + "\n" + string.Concat(Enumerable.Repeat("x\n", 60_000))));
        var (taken, _) = await node.GetRequiredService<ImportDesk>().AcceptAsync(
            uploader, new ImportUpload("faults.csv.gz", log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), cancellation);
        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await worker.StartAsync(cancellation);
        await EndOfAsync(node, uploader.Tenant, taken!.Value);
        await worker.StopAsync(cancellation);
        var ended = (await node.GetRequiredService<ImportJobs>().FindAsync(uploader.Tenant, taken.Value, cancellation))!;
        Assert.Equal((ImportStatus.Ended, true, ImportLimits.Upload.Faults + 1), (ended.Status, ended.Summary!.EndedEarly, ended.Refused));
        using var report = new MemoryStream();
        await node.GetRequiredService<ImportJobs>().WriteFaultsAsync(uploader.Tenant, taken.Value, report, cancellation);
        Assert.Equal(ImportLimits.Upload.Faults + 1, report.ToArray().Count(letter => letter == '\n'));
    }

    /// <summary>A client that goes away behind what it has sent first.</summary>
    private sealed class CutStream(Stream inner, CancellationTokenSource gone) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => inner.Position = value; }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (inner.Position > 0)
                await gone.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return await inner.ReadAsync(buffer[..Math.Min(1000, buffer.Length)], cancellationToken);
        }

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => inner.SetLength(value);

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }

    private static async Task<Guid> AcceptAsync(ImportDesk desk, Caller uploader, string name)
    {
        await using var log = File.OpenRead(PermitLog.Xes.Path);
        var (taken, _) = await desk.AcceptAsync(
            uploader, new ImportUpload(name, log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), TestContext.Current.CancellationToken);
        return taken!.Value;
    }

    private static Task EndOfAsync(ServiceProvider node, TenantId tenant, Guid job) => UntilAsync(
        async () => (await node.GetRequiredService<ImportJobs>().FindAsync(tenant, job, TestContext.Current.CancellationToken))!.Status != ImportStatus.Running);

    private static Task UntilGoneAsync(ImportDesk desk, TenantId tenant, Guid job) =>
        UntilAsync(() => Task.FromResult(!Directory.Exists(Path.Combine(desk.Stage, $"{tenant.Value}-{job:N}"))));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    private Task<IReadOnlyList<string>> ToldOfAsync(string subject) =>
        platform.Server.ListAsync<string>(platform.Directory, $"select action from audit_entry where subject = '{subject}' order by tenant, n");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UploadWhoseSessionIsGoneAtItsEnd_StaysDone_AndTheNodeLives(bool intentKnown)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        await using var node = await NodeAsync();
        var desk = node.GetRequiredService<ImportDesk>();
        await using var log = File.OpenRead(PermitLog.Xes.Path);
        var (taken, _) = await desk.AcceptAsync(
            uploader, new ImportUpload(PermitLog.Xes.Name, log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), cancellation);
        var job = taken!.Value;
        await platform.Server.ExecuteAsync(platform.Directory, $"delete from web_session where id = '{uploader.Session.Value}'");
        // The worker finds it on disk when it starts, once.
        Assert.True(desk.Queue.TryRead(out var staged));
        if (!intentKnown)
        {
            await using var again = File.OpenRead(PermitLog.Xes.Path);
            await (staged! with { Intent = 1 }).WriteAsync(desk.Stage, again, profile: null, cancellation);
        }

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

    private async Task<ServiceProvider> NodeAsync()
    {
        var server = await DatabaseServer.OpenAsync(
            new ServerSettings(
                new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform.Directory }.ConnectionString,
                Convert.ToBase64String(PostgresServer.Master), _folder.Path, [platform.First, platform.Second]),
            TestContext.Current.CancellationToken);
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(server)
            .AddSingleton(platform.Sessions)
            .AddSingleton(platform.Jurisdictions)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<AuditLog>()
            .AddJournal()
            .AddUploads()
            .BuildServiceProvider();
    }
}
