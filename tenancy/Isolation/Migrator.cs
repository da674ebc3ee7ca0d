using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Tenancy.Isolation;

/// <summary>Brings databases to the schema of this build: roles, then numbered scripts in order, each once.</summary>
/// <remarks>
/// Scripts are safe to run twice. Whether nodes of the previous version may go on running while they do, and after them, the changelog
/// says of each version: a script may take privileges away on which the previous version depends.
/// </remarks>
public sealed class Migrator(PlatformKey key)
{
    private static readonly Assembly Scripts = typeof(Migrator).Assembly;

    /// <summary>Creates the roles and, where missing, the databases, then migrates the directory and every data database.</summary>
    /// <param name="admin">Connection string of a user that may create roles and databases.</param>
    /// <param name="directory">Name of the directory database.</param>
    /// <param name="data">Placement name → name of the data database on the same server.</param>
    /// <param name="cancellation">Stops between scripts.</param>
    /// <returns>Names of the scripts that were applied, <c>database/script</c>.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(
        string admin, string directory, IReadOnlyDictionary<string, string> data, CancellationToken cancellation = default)
    {
        // Roles and databases are the whole server's: everybody who migrates on it takes turns, whatever database he comes from.
        await using var turns = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(admin) { Database = "postgres", Pooling = false });
        await using var turn = await turns.OpenConnectionAsync(cancellation);
        await RunAsync(turn, "set statement_timeout = 0; select pg_advisory_lock(hashtext('platform migration'))", cancellation);
        await using (var server = NpgsqlDataSource.Create(admin))
        {
            await CreateRolesAsync(server, cancellation);
            foreach (var database in data.Values.Append(directory).Distinct(StringComparer.Ordinal))
                await CreateDatabaseAsync(server, database, cancellation);
        }

        var applied = new List<string>(await MigrateOneAsync(admin, directory, "Directory", cancellation));
        foreach (var database in data.Values.Distinct(StringComparer.Ordinal))
            applied.AddRange(await MigrateOneAsync(admin, database, "Data", cancellation));
        await PlaceAsync(admin, directory, data, cancellation);
        return applied;
    }

    /// <summary>The scripts of one kind of database in the order in which they run.</summary>
    public static IReadOnlyList<(string Name, string Sql)> ScriptsOf(string kind) =>
        [.. Scripts.GetManifestResourceNames()
            .Where(n => n.Contains($".Migrations.{kind}.", StringComparison.Ordinal) || n.Contains(".Migrations.Both.", StringComparison.Ordinal))
            .OrderBy(n => n.Split('.')[^2], StringComparer.Ordinal)
            .Select(n => (n.Split('.')[^2], Read(n)))];

    private async Task CreateRolesAsync(NpgsqlDataSource server, CancellationToken cancellation)
    {
        foreach (var role in Enum.GetValues<DatabaseRole>())
        {
            var name = PlatformKey.RoleName(role);
            await using var command = server.CreateCommand($"""
                do $$ begin
                  if not exists (select from pg_roles where rolname = '{name}') then
                    create role {name} login nosuperuser nocreatedb nocreaterole noinherit nobypassrls noreplication;
                  end if;
                  alter role {name} password '{key.PasswordOf(role)}';
                end $$
                """);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task CreateDatabaseAsync(NpgsqlDataSource server, string database, CancellationToken cancellation)
    {
        await using var exists = server.CreateCommand("select exists (select from pg_database where datname = $1)");
        exists.Parameters.Add(new() { Value = database });
        if ((bool)(await exists.ExecuteScalarAsync(cancellation))!)
            return;
        await using var create = server.CreateCommand($"create database \"{database}\" owner platform_migrator template template0 encoding 'UTF8'");
        await create.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<IEnumerable<string>> MigrateOneAsync(string admin, string database, string kind, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(admin) { Database = database, Pooling = false });
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await RunAsync(connection, Prepare(database), cancellation);
        var applied = new List<string>();
        foreach (var (name, sql) in ScriptsOf(kind))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await RunAsync(connection, "set local role platform_migrator; select pg_advisory_xact_lock(hashtext('platform migration'))", cancellation);
            if (await IsAppliedAsync(connection, name, sql, cancellation))
                continue;
            await RunAsync(connection, sql, cancellation);
            await transaction.CommitAsync(cancellation);
            applied.Add($"{database}/{name}");
        }

        await RunAsync(connection, "begin; set local role platform_migrator; select app.conceal_all(); commit", cancellation);
        await WriteSealKeyAsync(connection, cancellation);
        return applied;
    }

    /// <summary>Who may come into a database: what the server keeps of it, and no copy of the database has.</summary>
    internal static string Admit(string database) => $"""
        revoke all on database "{database}" from public;
        grant connect on database "{database}" to platform_tenant, platform_journal, platform_valve, platform_silo, platform_public, platform_granted, platform_migrator;
        grant create on database "{database}" to platform_migrator;
        """;

    /// <summary>What only the server's administrator can do: nobody else looks at other sessions, locks or sizes.</summary>
    private static string Prepare(string database) => $"""
        {Admit(database)}
        revoke all on schema public from public;
        grant all on schema public to platform_migrator;
        grant usage on schema public to platform_tenant, platform_journal, platform_valve, platform_silo, platform_public, platform_granted;
        create table if not exists public.migration (name text primary key, digest text not null, applied_at timestamptz not null default now());
        alter table public.migration owner to platform_migrator;
        revoke all on public.migration from public;
        alter default privileges for role platform_migrator revoke execute on functions from public;
        grant select on public.migration to platform_silo;
        {Concealment.Sql}
        """;

    private static async Task<bool> IsAppliedAsync(NpgsqlConnection connection, string name, string sql, CancellationToken cancellation)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
        await using var command = connection.CreateCommand();
        command.CommandText = """
            insert into migration (name, digest) values ($1, $2) on conflict (name) do update set digest = excluded.digest, applied_at = now()
            where migration.digest <> excluded.digest returning name
            """;
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = digest });
        return await command.ExecuteScalarAsync(cancellation) is null;
    }

    /// <summary>Stores the seal's key as the two padded halves of HMAC-SHA256 (RFC 2104), for <c>app.sealed_claim</c>.</summary>
    private async Task WriteSealKeyAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var inner = Pad(0x36);
        var outer = Pad(0x5c);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RunAsync(connection, "set local role platform_migrator", cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            insert into app.seal_key (inner_pad, outer_pad) values ($1, $2)
            on conflict (only_row) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad
            """;
        command.Parameters.Add(new() { Value = inner });
        command.Parameters.Add(new() { Value = outer });
        await command.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private byte[] Pad(byte with)
    {
        var block = new byte[64];
        key.SealKey.CopyTo(block, 0);
        for (var i = 0; i < block.Length; i++)
            block[i] ^= with;
        return block;
    }

    internal static async Task PlaceAsync(string admin, string directory, IReadOnlyDictionary<string, string> data, CancellationToken cancellation = default)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(admin) { Database = directory, Pooling = false });
        foreach (var (name, database) in data)
        {
            await using var command = source.CreateCommand("insert into placement (name, connection) values ($1, $2) on conflict (name) do nothing");
            command.Parameters.Add(new() { Value = name });
            command.Parameters.Add(new() { Value = new NpgsqlConnectionStringBuilder { Database = database }.ConnectionString });
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Scripts.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
