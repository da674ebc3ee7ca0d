using Npgsql;
using Tenancy.Permissions;

namespace Tenancy.Accounts;

/// <summary>Who exercises a role for a department now: those whose account is neither suspended nor only invited.</summary>
public sealed class RoleHolders(Sessions sessions)
{
    private const string Read = """
        select a.name, a.display_name from account a
        where a.suspended_at is null and a.password_hash is not null and exists (
          select from account_role r
          where r.tenant = a.tenant and r.account = a.id and r.role = $1 and r.over = a.tenant and r.power = $2 and r.department in ($3, '')
            and r.revoked_at is null and (r.expires_at is null or r.expires_at > now()))
        order by a.normalized_name
        """;

    /// <summary>Sign-in name, unique in the jurisdiction, and the name to call them by; by the sign-in name.</summary>
    /// <param name="tenant">Jurisdiction of the accounts, for which the role is held.</param>
    /// <param name="role">The role.</param>
    /// <param name="department">Code of the department; who holds the role for all departments holds it for this one.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IReadOnlyList<(string Login, string Name)>> ReadAsync(TenantId tenant, Role role, string department, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        var read = new NpgsqlBatchCommand(Read)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = role.Code() }, new NpgsqlParameter<short> { TypedValue = (short)Power.Exercise },
                new NpgsqlParameter<string> { TypedValue = department },
            },
        };
        await using var reader = await session.ReadAsync([read], cancellation);
        var holders = new List<(string, string)>();
        while (await reader.ReadAsync(cancellation))
            holders.Add((reader.GetString(0), reader.GetString(1)));
        return holders;
    }
}
