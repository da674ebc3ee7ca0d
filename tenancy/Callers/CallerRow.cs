using Npgsql;
using NpgsqlTypes;
using Tenancy.Accounts;
using Tenancy.Machines;
using Tenancy.Permissions;

namespace Tenancy.Callers;

/// <summary>Reads who is behind a session from the directory, in one round trip.</summary>
internal static class CallerRow
{
    private const string ReadSession = """
        select s.account::text, a.display_name, s.machine, m.name, m.department,
          array(select scope from unnest(s.scopes) scope where scope = any (m.scopes)), a.name, m.source
        from web_session s
        left join account a on a.tenant = s.tenant and a.id = s.account
        left join machine_client m on m.tenant = s.tenant and m.client_id = s.machine
        where s.tenant = $1 and s.id = $2 and s.ended_at is null and s.expires_at > now()
          and s.last_seen_at > now() - $3
          and (a.id is not null and a.suspended_at is null or m.client_id is not null and m.suspended_at is null)
        """;

    private const string ReadHoldings = """
        select r.role, r.over, r.department, r.power
        from web_session s join account_role r on r.tenant = s.tenant and r.account = s.account
        where s.tenant = $1 and s.id = $2 and r.revoked_at is null and (r.expires_at is null or r.expires_at > now())
        """;

    private const string Touch = """
        update web_session set last_seen_at = now()
        where tenant = $1 and id = $2 and ended_at is null and last_seen_at between now() - $3 and now() - interval '1 minute'
        """;

    public static async Task<Caller?> ReadAsync(Sessions sessions, TenantId tenant, SessionId session, CancellationToken cancellation)
    {
        await using var directory = await sessions.OpenDirectoryAsync(tenant, cancellation);
        await using var reader = await directory.ReadLastAsync(
            [Command(ReadSession, tenant, session, SessionLife.Idle), Command(ReadHoldings, tenant, session), Command(Touch, tenant, session, SessionLife.Idle)],
            cancellation);
        var found = await reader.ReadAsync(cancellation) ? new Row(reader) : null;
        await reader.NextResultAsync(cancellation);
        var holdings = new List<Holding>();
        while (await reader.ReadAsync(cancellation))
        {
            if (RoleNames.TryParse(reader.GetString(0), out var role))
                holdings.Add(new Holding(role, new(reader.GetInt32(1)), Blank(reader.GetString(2)), (Power)reader.GetInt16(3)));
        }

        while (await reader.NextResultAsync(cancellation))
        {
            // What the update and the commit answer is nothing, but they are only done once it has been read.
        }

        return found?.ToCaller(tenant, session, holdings);
    }

    private static NpgsqlBatchCommand Command(string sql, TenantId tenant, SessionId session, TimeSpan? idle = null)
    {
        var command = new NpgsqlBatchCommand(sql)
        {
            Parameters = { new() { Value = tenant.Value }, new() { Value = session.Value } },
        };
        if (idle is { } span)
            command.Parameters.Add(new() { Value = span, NpgsqlDbType = NpgsqlDbType.Interval });
        return command;
    }

    private static string? Blank(string department) => department.Length == 0 ? null : department;

    private sealed class Row(NpgsqlDataReader reader)
    {
        private readonly string? _account = Text(reader, 0);
        private readonly string? _person = Text(reader, 1);
        private readonly string? _machine = Text(reader, 2);
        private readonly string? _system = Text(reader, 3);
        private readonly string? _department = Text(reader, 4);
        private readonly string? _login = Text(reader, 6);
        private readonly string? _source = Text(reader, 7);
        private readonly string[] _scopes = reader.GetFieldValue<string[]>(5);

        public Caller ToCaller(TenantId tenant, SessionId session, IReadOnlyList<Holding> holdings) => _machine is null
            ? new Caller(tenant, session, _account!, _login!, _person!, CallerKind.Person, holdings)
            : new Caller(tenant, session, _machine, _machine, _system!, CallerKind.Machine, [new Holding(Role.DepartmentSystem, tenant, _department)])
            {
                Only = MachineScopes.Permissions(_scopes),
                Source = _source,
            };

        private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}
