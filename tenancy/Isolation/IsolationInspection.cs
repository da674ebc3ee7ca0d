using Dapper;

namespace Tenancy.Isolation;

/// <summary>Looks, in a database's own catalogue, whether the walls between tenants stand.</summary>
public sealed class IsolationInspection(Sessions sessions)
{
    private const string ReadMissingRoles = """
        select 'role ' || r || ' is missing' from unnest(@roles) r where not exists (select from pg_roles where rolname = r)
        """;

    private const string ReadPowerfulRoles = """
        select 'role ' || rolname || ' may do more than it should' from pg_roles
        where rolname = any (@roles) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
        """;

    private const string ReadMemberships = """
        select 'role ' || m.rolname || ' is a member of ' || g.rolname
        from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid where m.rolname = any (@roles)
        """;

    private const string ReadOwnedTables = """
        select 'role ' || r.rolname || ' owns ' || c.oid::regclass from pg_class c join pg_roles r on r.oid = c.relowner
        where r.rolname = any (@roles) and r.rolname <> 'platform_migrator' and c.relkind in ('r', 'p', 'v', 'm')
        """;

    private const string ReadOpenTables = """
        select 'table ' || c.oid::regclass || ' has no forced row-level security' from pg_class c
        where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped)
        """;

    private static readonly string[] Questions =
        [ReadMissingRoles, ReadPowerfulRoles, ReadMemberships, ReadOwnedTables, ReadOpenTables, Concealment.Exposed];

    /// <summary>What is wrong in one database, a sentence each; empty when the walls stand.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(string database, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenSiloAsync(database, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var parameters = new
        {
            roles = Enum.GetValues<DatabaseRole>().Select(PlatformKey.RoleName).ToArray(),
            application = Enum.GetValues<DatabaseRole>().Where(r => r != DatabaseRole.Migrator).Select(PlatformKey.RoleName).ToArray(),
        };
        var faults = new List<string>();
        foreach (var question in Questions)
            faults.AddRange(await connection.QueryAsync<string>(new CommandDefinition(question, parameters, cancellationToken: cancellation)));
        faults.AddRange(await FunctionInspection.FaultsAsync(session, database == Databases.Directory ? "Directory" : "Data", cancellation));
        return faults;
    }
}
