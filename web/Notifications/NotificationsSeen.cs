using Npgsql;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Notifications;

/// <summary>When a person last looked at the notifications; kept with the account, so that it is the same on every device.</summary>
public sealed class NotificationsSeen(Sessions sessions)
{
    /// <summary>Who never looked is told of what happened in the last day (platform default).</summary>
    private const string Read = """
        select coalesce((select seen_at from notification_seen where account = $1), now() - interval '1 day')
        """;

    // An older look never takes back a newer one.
    private const string Write = """
        insert into notification_seen (tenant, account, seen_at) values ((select app.tenant()), $1, $2)
        on conflict (tenant, account) do update set seen_at = excluded.seen_at where notification_seen.seen_at < excluded.seen_at
        """;

    /// <summary>When the person last looked, UTC.</summary>
    public async Task<DateTimeOffset> ReadAsync(Caller caller, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(caller.Tenant, cancellation);
        await using var reader = await session.ReadAsync([new(Read) { Parameters = { new() { Value = AccountOf(caller) } } }], cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetFieldValue<DateTimeOffset>(0);
    }

    /// <summary>Notes that the person has looked at everything raised until an instant.</summary>
    public async Task LookAsync(Caller caller, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(caller.Tenant, cancellation);
        await session.CommitAsync(
            [new NpgsqlBatchCommand(Write) { Parameters = { new() { Value = AccountOf(caller) }, new() { Value = until.ToUniversalTime() } } }], cancellation);
    }

    private static Guid AccountOf(Caller caller) => Guid.Parse(caller.Subject);
}
