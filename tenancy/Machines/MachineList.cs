using Npgsql;

namespace Tenancy.Machines;

/// <summary>A machine client as its administrators see it; its secret nobody sees.</summary>
/// <param name="ClientId">The jurisdiction's key, a dot, and a name of its own.</param>
/// <param name="Name">That name.</param>
/// <param name="Department">Code of the department it speaks for.</param>
/// <param name="Source">By which way it tells: interface, hall, bulk-file or online.</param>
/// <param name="Scopes">What it may ask for.</param>
/// <param name="CreatedAt">When it was registered.</param>
/// <param name="CreatedBy">By whom: jurisdiction key / account name.</param>
/// <param name="SuspendedAt">Since when it is suspended; null when it is not.</param>
/// <param name="SuspendedBy">By whom: jurisdiction key / account name; null where it is not suspended, or that is not known any more.</param>
/// <param name="FormerUntil">Until when the secret before the last change stays good; null when it is not any more.</param>
/// <param name="SeenAt">When it last used a token; null = never, or longer ago than sessions are remembered.</param>
public sealed record MachineLine(
    string ClientId, string Name, string Department, string Source, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? SuspendedAt, string? SuspendedBy, DateTimeOffset? FormerUntil, DateTimeOffset? SeenAt);

/// <summary>Reads a jurisdiction's machine clients, for who administers it; who may has been asked.</summary>
public sealed class MachineList(Sessions sessions)
{
    private const string Read = """
        select m.client_id, m.name, m.department, m.scopes, m.created_at, m.created_by, m.suspended_at,
          case when m.former_until > now() then m.former_until end,
          (select max(s.last_seen_at) from web_session s where s.tenant = m.tenant and s.machine = m.client_id and s.ended_at is null), m.suspended_by, m.source
        from machine_client m order by m.client_id
        """;

    /// <summary>Every client, by id.</summary>
    public async Task<IReadOnlyList<MachineLine>> ReadAsync(TenantId tenant, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([new NpgsqlBatchCommand(Read)], cancellation);
        var lines = new List<MachineLine>();
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(10), reader.GetFieldValue<string[]>(3), reader.GetFieldValue<DateTimeOffset>(4),
                reader.GetString(5), reader.GetFieldValue<DateTimeOffset?>(6), reader.IsDBNull(9) ? null : reader.GetString(9), reader.GetFieldValue<DateTimeOffset?>(7), reader.GetFieldValue<DateTimeOffset?>(8)));
        }

        return lines;
    }
}
