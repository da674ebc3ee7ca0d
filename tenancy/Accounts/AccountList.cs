using Npgsql;
using Tenancy.Permissions;

namespace Tenancy.Accounts;

/// <summary>Reads a jurisdiction's accounts and what they hold, for who administers it; who may has been asked.</summary>
public sealed class AccountList(Sessions sessions)
{
    private const string ReadAccounts = """
        select a.id, a.name, a.display_name, a.password_hash is not null, case when a.locked_until > now() then a.locked_until end, a.suspended_at,
          l.state, l.until_at,
          (select max(s.last_seen_at) from web_session s where s.tenant = a.tenant and s.account = a.id), a.created_at, a.created_by, a.suspended_by
        from account a left join app.account_links($1) l on l.account = a.id
        where $1::uuid is null or a.id = $1 order by a.normalized_name
        """;

    private const string ReadGrants = """
        select r.account, r.id, r.role, r.over, r.department, r.power, r.granted_at, r.granted_by, r.expires_at
        from account_role r
        where r.revoked_at is null and (r.expires_at is null or r.expires_at > now()) and ($1::uuid is null or r.account = $1)
        order by r.power, r.role, r.over, r.department
        """;

    private const string ReadInvited = """
        select a.name, a.display_name, i.created_by, i.created_at from account_invitation i join account a on a.tenant = i.tenant and a.id = i.account
        where i.token_hash = $1 and i.used_at is null and i.expires_at > now() and a.suspended_at is null
        """;

    /// <summary>Every account, by name; or one.</summary>
    public async Task<IReadOnlyList<AccountLine>> ReadAsync(TenantId tenant, Guid? only = null, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([Command(ReadAccounts, only), Command(ReadGrants, only)], cancellation);
        var lines = new List<AccountLine>();
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetFieldValue<DateTimeOffset?>(4),
                reader.GetFieldValue<DateTimeOffset?>(5), reader.IsDBNull(11) ? null : reader.GetString(11), LinkOf(reader), reader.GetFieldValue<DateTimeOffset?>(8),
                reader.GetFieldValue<DateTimeOffset>(9), reader.GetString(10), []));
        }

        await reader.NextResultAsync(cancellation);
        var grants = new List<(Guid Account, AccountGrant Grant)>();
        while (await reader.ReadAsync(cancellation))
        {
            if (RoleNames.TryParse(reader.GetString(2), out var role))
            {
                var department = reader.GetString(4);
                var holding = new Holding(role, new(reader.GetInt32(3)), department.Length == 0 ? null : department, (Power)reader.GetInt16(5));
                grants.Add((reader.GetGuid(0), new(
                    reader.GetGuid(1), holding, reader.GetFieldValue<DateTimeOffset>(6), reader.GetString(7), reader.GetFieldValue<DateTimeOffset?>(8))));
            }
        }

        var held = grants.ToLookup(grant => grant.Account, grant => grant.Grant);
        return [.. lines.Select(line => line with { Grants = [.. held[line.Id]] })];
    }

    /// <summary>Whose one-time link this is; null when it is not good.</summary>
    public async Task<InvitedAccount?> InvitedAsync(TenantId tenant, string token, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        var find = new NpgsqlBatchCommand(ReadInvited) { Parameters = { new() { Value = AccountInvitation.HashOf(token) } } };
        await using var reader = await session.ReadAsync([find], cancellation);
        return await reader.ReadAsync(cancellation) ? new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)) : null;
    }

    private static OneTimeLink? LinkOf(NpgsqlDataReader reader) => reader.IsDBNull(6)
        ? null
        : new(Enum.Parse<LinkState>(reader.GetString(6), ignoreCase: true), reader.GetFieldValue<DateTimeOffset>(7));

    private static NpgsqlBatchCommand Command(string sql, Guid? only) =>
        new(sql) { Parameters = { new NpgsqlParameter { Value = (object?)only ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid } } };
}
