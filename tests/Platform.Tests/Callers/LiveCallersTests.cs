using Npgsql;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy;
using Tenancy.Callers;
using Tenancy.Isolation;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Callers;

/// <summary>An answer is used for two seconds; a row that cannot be read denies after five.</summary>
public sealed class LiveCallersTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private readonly SteppedTime _time = new();

    [Fact]
    public async Task Answer_IsUsedForTwoSecondsAndNoLonger()
    {
        var callers = new LiveCallers(platform.Sessions, _time);
        var caller = await new People(platform).NewAsync("330802", Role.Leader);
        Assert.NotNull(await callers.FindAsync(caller.Tenant, caller.Session));
        await EndAsync(caller);
        _time.Step(TimeSpan.FromSeconds(2));
        Assert.NotNull(await callers.FindAsync(caller.Tenant, caller.Session));
        _time.Step(TimeSpan.FromMilliseconds(1));
        Assert.Null(await callers.FindAsync(caller.Tenant, caller.Session));
    }

    [Fact]
    public async Task RowOutOfReach_DeniesAfterFiveSeconds()
    {
        var caller = await new People(platform).NewAsync("330802", Role.Leader);
        await using var databases = new Databases(platform.Server.Key, Address(platform.Server.Admin));
        var jurisdictions = new Jurisdictions(databases);
        await jurisdictions.RefreshAsync();
        var callers = new LiveCallers(new Sessions(databases, jurisdictions), _time);
        Assert.NotNull(await callers.FindAsync(caller.Tenant, caller.Session));

        databases.Place(Databases.Directory, Address("Host=127.0.0.1;Port=1"));
        _time.Step(TimeSpan.FromSeconds(5));
        Assert.NotNull(await callers.FindAsync(caller.Tenant, caller.Session));
        _time.Step(TimeSpan.FromMilliseconds(1));
        Assert.Null(await callers.FindAsync(caller.Tenant, caller.Session));
    }

    [Fact]
    public async Task SessionThatWasNeverRead_IsDeniedWhileRowsAreOutOfReach()
    {
        await using var databases = new Databases(platform.Server.Key, "Host=127.0.0.1;Port=1;Database=nowhere");
        var callers = new LiveCallers(new Sessions(databases, platform.Jurisdictions), _time);
        Assert.Null(await callers.FindAsync(platform["330802"].Id, new SessionId(Guid.NewGuid())));
    }

    [Fact]
    public async Task ManyRequestsOfOneSession_ReadItsRowOnce()
    {
        var caller = await new People(platform).NewAsync("330802", Role.Leader);
        var callers = new LiveCallers(platform.Sessions, _time);
        var found = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => callers.FindAsync(caller.Tenant, caller.Session)));
        Assert.All(found, f => Assert.Same(found[0], f));
    }

    private string Address(string server) => new NpgsqlConnectionStringBuilder(server) { Database = platform.Directory }.ConnectionString;

    private Task EndAsync(Caller caller) =>
        platform.Server.ExecuteAsync(platform.Directory, $"update web_session set ended_at = now() where id = '{caller.Session.Value}'");

    private sealed class SteppedTime : TimeProvider
    {
        private TimeSpan _at;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _at.Ticks;

        public void Step(TimeSpan by) => _at += by;
    }
}
