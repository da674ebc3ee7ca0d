using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Tests.Server;
using Web.Catalogue.Import;
using Xunit;

namespace Platform.Tests.Catalogue;

/// <summary>Uploads wait so many at once, so large together, and for a day.</summary>
public sealed class UploadBoundTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private ItemUploads Uploads => site.Services.GetRequiredService<ItemUploads>();

    [Fact]
    public async Task OneMoreThanMayWait_IsNotKept_UntilOneIsTakenInOrOld()
    {
        var first = await KeepAsync("330102", 1);
        for (var n = 1; n < ItemUploads.MostWaiting; n++)
            Assert.NotNull(await KeepAsync("330102", 1));
        Assert.Null(await KeepAsync("330102", 1));
        Assert.NotNull(await KeepAsync("330122", 1));

        await Uploads.FinishAsync(site.Platform["330102"].Id, first!.Value, new(0, 0, 0, 0, 0, [], [], []), None);
        Assert.NotNull(await KeepAsync("330102", 1));
        await OwnerAsync("330102", "update catalogue_upload set at = at - interval '25 hours' where tenant = @tenant");
        Assert.NotNull(await KeepAsync("330102", 1));
        Assert.NotNull((await Uploads.FindAsync(site.Platform["330102"].Id, first.Value, None))!.Outcome);
    }

    [Fact]
    public async Task MoreBytesThanMayWait_AreNotKept()
    {
        for (var n = 0; n < 4; n++)
            Assert.NotNull(await KeepAsync("330802", 16 * 1024 * 1024));
        Assert.Null(await KeepAsync("330802", 1));
    }

    [Fact]
    public async Task WhatIsOld_IsRemovedByItself()
    {
        await KeepAsync("330825", 1);
        await OwnerAsync("330825", "update catalogue_upload set at = at - interval '2 days' where tenant = @tenant");
        await ForgetAsync("330825");
        Assert.Equal([0], await ListAsync("330825", "select octet_length(body) from catalogue_upload where tenant = @tenant"));
        await OwnerAsync("330825", "update catalogue_upload set at = at - interval '90 days' where tenant = @tenant");
        await ForgetAsync("330825");
        Assert.Empty(await ListAsync("330825", "select octet_length(body) from catalogue_upload where tenant = @tenant"));
    }

    private Task<Guid?> KeepAsync(string jurisdiction, int bytes) =>
        Uploads.KeepAsync(site.Platform[jurisdiction].Id, "admin", "items.csv", new(), new byte[bytes], None);

    private async Task ForgetAsync(string jurisdiction)
    {
        await using var session = await site.Platform.Sessions.OpenAsync(site.Platform[jurisdiction].Id);
        await session.CommitAsync([new NpgsqlBatchCommand("select app.forget_uploads()")]);
    }

    private Task OwnerAsync(string jurisdiction, string sql) => site.Platform.Server.ExecuteAsync(
        site.Platform[jurisdiction].Database, sql.Replace("@tenant", $"{site.Platform[jurisdiction].Id.Value}", StringComparison.Ordinal));

    private Task<IReadOnlyList<int>> ListAsync(string jurisdiction, string sql) => site.Platform.Server.ListAsync<int>(
        site.Platform[jurisdiction].Database, sql.Replace("@tenant", $"{site.Platform[jurisdiction].Id.Value}", StringComparison.Ordinal));
}
