using Dapper;
using Grains.Cases;
using Xunit;

namespace Platform.Tests.Journal;

public sealed class OwnSystemTests(JournalBed bed) : IClassFixture<JournalBed>
{
    [Fact]
    public async Task DepartmentMovedToTheForms_IsNotAwaitedUntilItHasASystemAgain()
    {
        await bed.RecordAsync(bed.County, JournalBed.Fact("办件1", "e1", CaseEventKind.Submitted, TimeProvider.System.GetUtcNow().AddHours(-1)));
        Assert.True(await IsAwaitedAsync());

        await RegisterAsync(withSystem: false);
        await bed.Journal.SweepAsync(bed.County, 100);
        Assert.False(await IsAwaitedAsync());

        await RegisterAsync(withSystem: true);
        await bed.Journal.SweepAsync(bed.County, 100);
        Assert.True(await IsAwaitedAsync());
        Assert.Equal(0, await bed.ScalarAsync<long>(bed.County, "select count(*) from signal"));
    }

    private Task<bool> IsAwaitedAsync() =>
        bed.ScalarAsync<bool>(bed.County, "select coalesce(next_check_at > clock_timestamp() + interval '1 day', false) from department where code = 'D1'");

    private async Task RegisterAsync(bool withSystem)
    {
        await using var session = await bed.Platform.Sessions.OpenAsync(bed.County);
        var connection = await session.ConnectAsync();
        await connection.ExecuteScalarAsync("select app.register_department('D1', '审批局', false, @withSystem)", new { withSystem });
        await session.CommitAsync();
    }
}
