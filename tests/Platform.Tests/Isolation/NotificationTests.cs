using Npgsql;
using Tenancy.Isolation;
using Xunit;

namespace Platform.Tests.Isolation;

/// <summary>Ticks: heard only by who knows the channel's secret name, and empty even then.</summary>
public sealed class NotificationTests(Arena arena) : IClassFixture<Arena>
{
    [Fact]
    public async Task TenantsSession_HearsNoTick()
    {
        var heard = await HearAsync(
            "listen tick", "listen ticks", "listen platform_tick", "listen platform", "listen figure", "listen event", "listen \"*\"", "listen \"%\"", "listen \"\"\"\"");
        Assert.Empty(heard);
    }

    [Fact]
    public async Task WhoKnowsTheName_HearsThatSomethingHappenedAndNothingElse()
    {
        var heard = await HearAsync($"listen {arena.Platform.Sessions.TickChannel}");
        Assert.Equal("", Assert.Single(heard));
    }

    [Fact]
    public void Name_IsNotTheSameInAnotherInstallation() =>
        Assert.NotEqual(new PlatformKey(new byte[PlatformKey.Length]).TickChannel, arena.Platform.Sessions.TickChannel);

    /// <summary>Payloads heard in one's own session while the other tenant's work ticks.</summary>
    private async Task<IReadOnlyList<string>> HearAsync(params string[] listen)
    {
        await using var session = await arena.OpenAsync(arena.Platform.First, DatabaseRole.Tenant, [arena.Own]);
        var connection = await session.ConnectAsync();
        var heard = new List<string>();
        connection.Notification += (_, tick) => heard.Add(tick.Payload);
        await Arena.AskAsync(connection, [.. listen, "commit"]);
        await using (var silo = await arena.Platform.Sessions.OpenSiloAsync(arena.Platform.First))
            await silo.CommitAsync([new NpgsqlBatchCommand($"notify {arena.Platform.Sessions.TickChannel}")]);
        await connection.WaitAsync(TimeSpan.FromSeconds(1));
        return heard;
    }
}
