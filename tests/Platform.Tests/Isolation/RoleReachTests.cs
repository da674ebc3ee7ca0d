using Tenancy.Isolation;
using Xunit;

namespace Platform.Tests.Isolation;

/// <summary>What each role of the databases may touch, whatever SQL it runs: this and nothing else.</summary>
public sealed class RoleReachTests(Arena arena) : IClassFixture<Arena>
{
    // Columns are named where a role has not all of a table's.
    private const string Reach = """
        select c.relname || case when count(distinct a.attname) < max(all_columns.n) then '(' || string_agg(distinct a.attname, ',') || ')' else '' end
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        cross join lateral (select count(*) as n from pg_attribute x where x.attrelid = c.oid and x.attnum > 0 and not x.attisdropped) all_columns
        where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and c.relnamespace in ('public'::regnamespace, 'app'::regnamespace)
          and (has_column_privilege('{0}', c.oid, a.attnum, '{1}'))
        group by c.relname order by c.relname
        """;

    [Fact]
    public async Task Journal_ReachesJournalTablesOfItsListAndNothingElse()
    {
        Assert.Equal(
            [
                "calendar_applied", "case_file", "department", "department_directory", "escalation", "event", "figure", "figure_detail", "fold_applied", "head",
                "item", "item_version", "outbox", "person", "personal", "quarantine", "rulebook_applied", "seal", "set_aside", "signal", "tenant_due",
            ],
            await ReachAsync(arena.Platform.First, DatabaseRole.Journal, "select"));
        Assert.DoesNotContain("item", await ReachAsync(arena.Platform.First, DatabaseRole.Journal, "insert"));
        Assert.DoesNotContain("item_version", await ReachAsync(arena.Platform.First, DatabaseRole.Journal, "update"));
        Assert.DoesNotContain("event", await ReachAsync(arena.Platform.First, DatabaseRole.Journal, "update"));
        Assert.Empty(await ReachAsync(arena.Platform.Directory, DatabaseRole.Journal, "select"));
    }

    [Fact]
    public async Task Journal_SeesTheTenantsOfItsSealedListOnly()
    {
        string count(string condition) => $"select count(*) from case_file where {condition}";
        var both = await arena.AskAsync(arena.Platform.First, DatabaseRole.Journal, [arena.Own, arena.Other], count("true"));
        var one = await arena.AskAsync(arena.Platform.First, DatabaseRole.Journal, [arena.Own], count($"tenant <> {arena.Own}"));
        var widened = await arena.AskAsync(
            arena.Platform.First, DatabaseRole.Journal, [arena.Own], $"set local app.tenant = '{{{arena.Own},{arena.Other}}}'", count("true"));
        var none = await arena.AskAsync(arena.Platform.First, DatabaseRole.Journal, [], count("true"));
        Assert.Equal((Arena.OwnRows + Arena.OtherRows).ToString(System.Globalization.CultureInfo.InvariantCulture), both.Short);
        Assert.Equal(("0", "0", "0"), (one.Short, widened.Short, none.Short));
    }

    [Fact]
    public async Task Journal_WritesNoRowOfATenantThatIsNotOnItsList()
    {
        var update = await arena.AskAsync(
            arena.Platform.First, DatabaseRole.Journal, [arena.Own], $"with u as (update case_file set n = n where tenant = {arena.Other} returning 1) select count(*) from u");
        var insert = await arena.AskAsync(arena.Platform.First, DatabaseRole.Journal, [arena.Own], $"insert into head (tenant) values ({arena.Other} + 1000)");
        Assert.Equal(("0", "42501"), (update.Short, insert.Error));
    }

    [Fact]
    public async Task Valve_ReachesWhatTravelsAndNothingElse()
    {
        Assert.Equal(
            [
                "carried", "department(accepted,has_system,id,last_occurred_at,last_recorded_at,name,refused,tenant)", "department_directory", "escalation", "figure",
                "figure_evening", "head(chain,epoch,seq,tenant)", "inbox", "outbox", "outside_seal", "quarantine(department,status,tenant)", "received", "seal", "sealed_version", "tenant_due",
            ],
            await ReachAsync(arena.Platform.First, DatabaseRole.Valve, "select"));
        Assert.Empty(await ReachAsync(arena.Platform.Directory, DatabaseRole.Valve, "select"));
        foreach (var table in new[] { "figure", "figure_evening", "outbox", "inbox", "outside_seal", "seal", "sealed_version", "tenant_due" })
        {
            var others = await arena.AskAsync(arena.Platform.First, DatabaseRole.Valve, [arena.Own], $"select count(*) from {table} where tenant <> {arena.Own}");
            Assert.Equal("0", others.Short);
        }

        var moved = await arena.AskAsync(arena.Platform.First, DatabaseRole.Valve, [arena.Own], "update head set epoch = epoch + 1");
        Assert.Equal("42501", moved.Error);
    }

    [Fact]
    public async Task Silo_ReachesWhereWorkIsDueAndWhatIsPublic()
    {
        Assert.Equal(["migration", "tenant_due"], await ReachAsync(arena.Platform.First, DatabaseRole.Silo, "select"));
        Assert.Equal(
            [
                "calendar_version", "closure_change", "data_protection_key", "holiday_paper", "jurisdiction", "jurisdiction_former", "migration", "placement", "rulebook",
                "rulebook_version", "setup_invitation", "tree_version",
            ],
            await ReachAsync(arena.Platform.Directory, DatabaseRole.Silo, "select"));
    }

    [Fact]
    public async Task Public_ReachesThePublishedCatalogueOfItsTenant()
    {
        Assert.Equal(
            ["department(code,has_system,id,name,tenant,vertical)", "item", "item_version"], await ReachAsync(arena.Platform.First, DatabaseRole.Public, "select"));
        Assert.Empty(await ReachAsync(arena.Platform.First, DatabaseRole.Public, "insert"));
        Assert.Empty(await ReachAsync(arena.Platform.First, DatabaseRole.Public, "update"));
        Assert.Empty(await ReachAsync(arena.Platform.Directory, DatabaseRole.Public, "select"));
        var others = await arena.AskAsync(arena.Platform.First, DatabaseRole.Public, [arena.Own], $"select count(*) from department where tenant <> {arena.Own}");
        Assert.Equal("0", others.Short);
    }

    [Fact]
    public async Task Granted_ReachesCasesTheirEventsAndSignalsAndWritesNothing()
    {
        Assert.Equal(["case_file", "event", "signal"], await ReachAsync(arena.Platform.First, DatabaseRole.Granted, "select"));
        Assert.Empty(await ReachAsync(arena.Platform.First, DatabaseRole.Granted, "insert"));
        Assert.Empty(await ReachAsync(arena.Platform.First, DatabaseRole.Granted, "update"));
        Assert.Empty(await ReachAsync(arena.Platform.Directory, DatabaseRole.Granted, "select"));
    }

    [Fact]
    public async Task PrivilegeTooMany_IsFound()
    {
        await arena.OwnerAsync(arena.Platform.First, "grant select (n) on personal to platform_valve");
        try
        {
            Assert.Contains("personal(n)", await ReachAsync(arena.Platform.First, DatabaseRole.Valve, "select"));
        }
        finally
        {
            await arena.OwnerAsync(arena.Platform.First, "revoke select (n) on personal from platform_valve");
        }
    }

    [Fact]
    public async Task NoRole_OwnsAnythingIsPowerfulOrBelongsToAnother()
    {
        foreach (var database in arena.DatabaseNames)
            Assert.Empty(await new IsolationInspection(arena.Platform.Sessions).FaultsAsync(database == arena.Platform.Directory ? Databases.Directory : database));
    }

    [Fact]
    public async Task FunctionWithAnotherTextThanItsScript_IsFound()
    {
        var inspection = new IsolationInspection(arena.Platform.Sessions);
        var text = await arena.OwnerListAsync(arena.Platform.Directory, "select pg_get_functiondef('app.audit_faults()'::regprocedure)");
        await arena.OwnerAsync(arena.Platform.Directory, """
            create or replace function app.audit_faults() returns table (n bigint, until bigint, fault text)
              language plpgsql stable security definer set search_path = public, pg_temp as $$ begin end $$
            """);
        try
        {
            Assert.Equal(["function app.audit_faults() is not what its script says"], await inspection.FaultsAsync(Databases.Directory));
        }
        finally
        {
            await arena.OwnerAsync(arena.Platform.Directory, text[0]);
        }

        Assert.Empty(await inspection.FaultsAsync(Databases.Directory));
    }

    [Theory]
    [InlineData("security invoker", "security definer", "security invoker")]
    [InlineData("set search_path = pg_temp, public", "set search_path = public, pg_temp", "set search_path=pg_temp, public")]
    [InlineData("reset search_path", "set search_path = public, pg_temp", "no setting")]
    [InlineData("immutable", "stable", "immutable")]
    [InlineData("owner to platform_silo", "owner to platform_migrator", "owner platform_silo")]
    public async Task FunctionThatRunsOtherwiseThanItsScriptSays_IsFound(string change, string back, string told)
    {
        var inspection = new IsolationInspection(arena.Platform.Sessions);
        await arena.OwnerAsync(arena.Platform.Directory, $"alter function app.audit_faults() {change}");
        try
        {
            Assert.Equal([$"function app.audit_faults() is not what its script says: {told}"], await inspection.FaultsAsync(Databases.Directory));
        }
        finally
        {
            await arena.OwnerAsync(arena.Platform.Directory, $"alter function app.audit_faults() {back}");
        }

        Assert.Empty(await inspection.FaultsAsync(Databases.Directory));
    }

    private async Task<IReadOnlyList<string>> ReachAsync(string database, DatabaseRole role, string privilege) => await arena.OwnerListAsync(
        database, Reach.Replace("{0}", PlatformKey.RoleName(role), StringComparison.Ordinal).Replace("{1}", privilege, StringComparison.Ordinal));
}
