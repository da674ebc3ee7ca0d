using System.Text.RegularExpressions;
using Npgsql;
using Platform.Tests.Server;
using Tenancy.Isolation;
using Xunit;

namespace Platform.Tests.Upgrade;

/// <summary>A script whose text changes runs again, alone: what it says must be the last word, whatever scripts come after it.</summary>
public sealed partial class ScriptTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    // What sessions can do, and what is done for them: everything that a script could turn back.
    private const string Catalogue = """
        select 'function ' || p.oid::regprocedure || ' ' || md5(pg_get_functiondef(p.oid)) from pg_proc p where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace)
        union all
        select 'execute ' || p.oid::regprocedure || ' ' || a.grantee::regrole from pg_proc p, aclexplode(p.proacl) a
          where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace) and a.grantee <> 0
        union all
        select 'execute ' || p.oid::regprocedure || ' everybody' from pg_proc p
          where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace) and (p.proacl is null or exists (select from aclexplode(p.proacl) where grantee = 0))
        union all
        select 'policy ' || concat_ws(' ', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check) from pg_policies
        union all
        select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t where not t.tgisinternal
        union all
        select 'index ' || pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid
          where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace)
        union all
        select 'constraint ' || k.conrelid::regclass || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k
          where k.connamespace in ('public'::regnamespace, 'app'::regnamespace) and k.conrelid <> 0
        union all
        select 'grant ' || c.oid::regclass || ' ' || a.privilege_type || ' ' || a.grantee::regrole from pg_class c, aclexplode(c.relacl) a
          where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace) and a.grantee <> 0
        union all
        select 'grant ' || c.oid::regclass || '.' || t.attname || ' ' || a.privilege_type || ' ' || a.grantee::regrole
          from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
          where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace) and a.grantee <> 0
        union all
        select 'column ' || c.oid::regclass || '.' || t.attname || ' ' || format_type(t.atttypid, t.atttypmod) || ' ' || t.attnotnull
            || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '')
          from pg_class c join pg_attribute t on t.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = t.attnum
          where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace) and c.relkind in ('r', 'p') and t.attnum > 0 and not t.attisdropped
        """;

    [Theory]
    [InlineData("Directory")]
    [InlineData("Data")]
    public void NoFunctionTriggerPolicyOrView_IsDefinedInTwoScripts(string kind)
    {
        var defined = Migrator.ScriptsOf(kind).SelectMany(script => DefinedIn(script.Sql).Distinct(StringComparer.Ordinal).Select(what => (what, script.Name)));
        Assert.Empty(defined.GroupBy(one => one.what, one => one.Name, StringComparer.Ordinal)
            .Where(one => one.Count() > 1).Select(one => $"{one.Key}: {string.Join(", ", one)}"));
    }

    [Fact]
    public void DefinitionsAreFound_HoweverTheyAreWritten() => Assert.Equal(
        ["function app.f", "view v", "trigger t on a", "policy p on b", "policy platform_tenant_rows on c", "policy platform_valve_rows on c", "policy platform_migrator_rows on c"],
        DefinedIn("""
            create or replace function app.f(a text) returns text as '';
            CREATE VIEW v AS SELECT 1; create or replace trigger t before insert
              on a for each row execute function app.f();
            create policy p on b for select using (true); select app.isolate('c', 'platform_tenant', 'platform_valve');
            """));

    [Theory]
    [InlineData("Directory")]
    [InlineData("Data")]
    public async Task ScriptThatRunsAgainAlone_TurnsNothingBack(string kind)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(platform.Server.Admin)
        {
            Database = kind == "Directory" ? platform.Directory : platform.First, Pooling = false, CommandTimeout = 0,
        });
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var before = await CatalogueAsync(connection);
        var changed = new List<string>();
        foreach (var (name, sql) in Migrator.ScriptsOf(kind))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await RunAsync(connection, "set local role platform_migrator");
            await RunAsync(connection, sql);
            await RunAsync(connection, "select app.conceal_all()");
            var after = await CatalogueAsync(connection);
            changed.AddRange(before.Except(after, StringComparer.Ordinal).Select(lost => $"{name} loses {lost}"));
            changed.AddRange(after.Except(before, StringComparer.Ordinal).Select(won => $"{name} brings {won}"));
            await transaction.RollbackAsync(cancellation);
        }

        Assert.True(changed.Count == 0, string.Join('\n', changed));
    }

    private static IEnumerable<string> DefinedIn(string sql)
    {
        foreach (Match one in Definition().Matches(sql))
            yield return $"{one.Groups[1].Value.ToLowerInvariant()} {one.Groups[2].Value}";
        foreach (Match one in OnATable().Matches(sql))
            yield return $"{one.Groups[1].Value.ToLowerInvariant()} {one.Groups[2].Value} on {one.Groups[3].Value}";
        foreach (Match one in Isolated().Matches(sql))
        {
            foreach (var role in one.Groups[2].Captures.Select(role => role.Value).Append("platform_migrator"))
                yield return $"policy {role}_rows on {one.Groups[1].Value}";
        }
    }

    private static async Task<HashSet<string>> CatalogueAsync(NpgsqlConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Catalogue;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return lines;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"\bcreate\s+(?:or\s+replace\s+)?(?:materialized\s+)?(function|procedure|view)\s+(?:if\s+not\s+exists\s+)?([a-z_.]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\bcreate\s+(?:or\s+replace\s+)?(?:constraint\s+)?(trigger|policy)\s+([a-z_]+)\s+(?:[^;]*?\s)?on\s+([a-z_.]+)", RegexOptions.IgnoreCase)]
    private static partial Regex OnATable();

    [GeneratedRegex(@"app\.isolate\('([a-z_.]+)'(?:,\s*'([a-z_]+)')*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Isolated();
}
