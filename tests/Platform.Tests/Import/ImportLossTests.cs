using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Import.Jobs;
using Xunit;

namespace Platform.Tests.Import;

/// <summary>What is not uploaded whole, or is on no disk any more, is never imported, and its end is told all the same.</summary>
public sealed class ImportLossTests(TestPlatform platform) : IClassFixture<TestPlatform>, IDisposable
{
    private readonly ImportNodes _nodes = new(platform);

    public void Dispose() => _nodes.Dispose();

    [Fact]
    public async Task UploadThatBreaksOff_LeavesNothingThatIsImportedLater()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
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
        Assert.Equal(["act-intended", "act-failed"], await _nodes.ToldOfAsync("broken.xes"));
        Assert.True(await IsNotedAsync(job.Id));
    }

    [Fact]
    public async Task ImportWhoseUploadNoNodeHas_FailsAfterAnHour_OneThatANodeHasDoesNot()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330825", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        var (desk, jobs) = (node.GetRequiredService<ImportDesk>(), node.GetRequiredService<ImportJobs>());
        var watch = node.GetServices<IHostedService>().OfType<ImportWatch>().Single();
        var lost = await ImportNodes.AcceptAsync(desk, uploader, "lost.xes");
        Directory.Delete(ImportNodes.FolderOf(desk, uploader.Tenant, lost), recursive: true);
        var kept = await ImportNodes.AcceptAsync(desk, uploader, "kept.xes");
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
    public async Task LossOfAnUpload_IsToldToTheAuditLogOnce_ThoughTwoNodesFindIt()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        await using var other = await _nodes.StartAsync();
        var lost = await LoseAsync(node, uploader, "told-lost.xes");
        await platform.Server.ExecuteAsync(platform.Directory, $"delete from web_session where id = '{uploader.Session.Value}'");
        await platform.Server.ExecuteAsync(platform["330802"].Database, $"update import_job set created_at = now() - interval '61 minutes' where id = '{lost}'");
        await Task.WhenAll(new[] { node, other }.Select(async one =>
        {
            var watch = one.GetServices<IHostedService>().OfType<ImportWatch>().Single();
            await watch.EndLostAsync(cancellation);
            await watch.TellEndsAsync(cancellation);
        }));

        Assert.Equal(["act-intended", "act-refused"], await _nodes.ToldOfAsync("told-lost.xes"));
        Assert.Equal(
            [$"330802/{uploader.Login} lost"],
            await platform.Server.ListAsync<string>(
                platform.Directory, "select actor || ' ' || (details::jsonb ->> 'code') from audit_entry where subject = 'told-lost.xes' and action = 'act-refused'"));
        Assert.True(await IsNotedAsync(lost));
    }

    [Fact]
    public async Task CancellingAnImportWhoseUploadIsGone_TellsItsEndAtOnce()
    {
        var uploader = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        var lost = await LoseAsync(node, uploader, "told-cancelled.xes");
        Assert.Equal(CancelOutcome.Cancelled, await node.GetRequiredService<ImportDesk>().CancelAsync(uploader, lost, TestContext.Current.CancellationToken));
        Assert.Equal(["act-intended", "act-intended", ImportDesk.CancelAct, "act-refused"], await _nodes.ToldOfAsync("told-cancelled.xes"));
        Assert.True(await IsNotedAsync(lost));
    }

    [Theory]
    [InlineData("told-never.xes", false)]
    [InlineData("told-not-noted.xes", true)]
    public async Task EndThatANodeDiedOver_IsToldByTheNextOnce(string file, bool told)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330102", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        var watch = node.GetServices<IHostedService>().OfType<ImportWatch>().Single();
        var job = await LoseAsync(node, uploader, file);
        await watch.TellEndsAsync(cancellation);
        Assert.Equal(["act-intended"], await _nodes.ToldOfAsync(file));

        await platform.Server.ExecuteAsync(platform["330102"].Database, $"update import_job set status = 3, fault = 'profile', ended_at = now() where id = '{job}'");
        if (told)
        {
            await watch.TellEndsAsync(cancellation);
            await platform.Server.ExecuteAsync(platform["330102"].Database, $"update import_job set end_told = false where id = '{job}'");
        }

        await watch.TellEndsAsync(cancellation);
        Assert.Equal(["act-intended", "act-refused"], await _nodes.ToldOfAsync(file));
        Assert.True(await IsNotedAsync(job));
    }

    /// <summary>An import whose upload is on no disk.</summary>
    private static async Task<Guid> LoseAsync(ServiceProvider node, Caller uploader, string file)
    {
        var desk = node.GetRequiredService<ImportDesk>();
        var job = await ImportNodes.AcceptAsync(desk, uploader, file);
        Directory.Delete(ImportNodes.FolderOf(desk, uploader.Tenant, job), recursive: true);
        return job;
    }

    private async Task<bool> IsNotedAsync(Guid job)
    {
        var noted = new List<bool>();
        foreach (var database in new[] { platform.First, platform.Second })
            noted.AddRange(await platform.Server.ListAsync<bool>(database, $"select end_told from import_job where id = '{job}'"));
        return Assert.Single(noted);
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
}
