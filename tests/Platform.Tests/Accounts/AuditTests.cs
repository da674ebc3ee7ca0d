using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Accounts;

public sealed class AuditTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private People People { get; } = new(platform);

    private AuditLog Log => platform.Services.GetRequiredService<AuditLog>();

    [Fact]
    public async Task WhatIsPrivileged_IsInTheLogOfItsJurisdiction()
    {
        var auditor = await People.NewAsync("330802", Role.SecurityAuditor);
        var leader = await People.NewAsync("330802", Role.Leader);
        var entries = await Log.ReadAsync(auditor, 0, 1000);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(e => e.N));
        Assert.Contains(entries, e => e is { Actor: "330000/admin", Action: "account-created" } && e.Subject == leader.Login);
        Assert.Contains(entries, e => e is { Actor: "330000/admin", Action: "role-granted" } && e.Details.Contains("\"leader\"", StringComparison.Ordinal));
        Assert.Contains(entries, e => e is { Action: "signed-in" } && e.Actor == $"330802/{leader.Login}");
        Assert.Null(await Log.BrokenAtAsync(auditor.Tenant));
    }

    [Theory]
    [InlineData(Role.SystemAdministrator)]
    [InlineData(Role.Inspector)]
    [InlineData(Role.BureauHead)]
    public async Task WhoIsNoAuditor_ReadsNothing(Role role) =>
        Assert.Empty(await Log.ReadAsync(await People.NewAsync("330802", role), 0, 1000));

    [Fact]
    public async Task AuditorOfOneDepartmentOrOfAnotherJurisdictionAlone_ReadsNothingHere()
    {
        var (ofADepartment, ofTheChild) = (await People.NewAsync("330800", Role.SecurityAuditor), await People.NewAsync("330800", Role.SecurityAuditor));
        Assert.NotEmpty(await Log.ReadAsync(ofADepartment, 0, 1000));
        await platform.Server.ExecuteAsync(platform.Directory, $"update account_role set department = 'mzj' where account = '{ofADepartment.Subject}'");
        await platform.Server.ExecuteAsync(platform.Directory, $"update account_role set over = {platform["330802"].Id} where account = '{ofTheChild.Subject}'");
        Assert.Empty(await Log.ReadAsync(ofADepartment, 0, 1000));
        Assert.Empty(await Log.ReadAsync(ofTheChild, 0, 1000));
    }

    [Fact]
    public async Task AuditorOfAnotherJurisdiction_ReadsNothingHere()
    {
        var auditor = await People.NewAsync("330825", Role.SecurityAuditor);
        Assert.Empty(await Log.ReadAsync(auditor with { Tenant = platform["330802"].Id }, 0, 1000));
    }

    [Theory]
    [InlineData("select count(*) from audit_entry")]
    [InlineData("insert into audit_entry (tenant, n, at, actor, action, subject, details, hash) values (0, 1, now(), '', '', '', '', '')")]
    [InlineData("update audit_entry set actor = 'nobody'")]
    [InlineData("delete from audit_entry")]
    [InlineData("truncate audit_entry")]
    public async Task RawSql_NeitherReadsNorChangesTheLog(string sql)
    {
        await using var session = await platform.Sessions.OpenDirectoryAsync(platform["330802"].Id);
        var connection = await session.ConnectAsync();
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql))).SqlState);
    }

    [Theory]
    [InlineData("select app.audit('330802/somebody', 'role-granted', 'x')")]
    [InlineData("select app.record_act(gen_random_uuid(), 'event-entered', 'x', '{}')")]
    [InlineData("select app.record_act('{0}', 'account-reset', 'x', '{}')")]
    [InlineData("select app.record_act('{0}', 'signed-in', 'x', '{}')")]
    [InlineData("insert into web_session (tenant, id, account, expires_at) select tenant, gen_random_uuid(), id, now() + interval '1 day' from account")]
    [InlineData("update web_session set ended_at = null")]
    public async Task RawSql_NeitherTellsWhatTheDirectoryDoes_NorBeginsASession(string sql)
    {
        var caller = await People.NewAsync("330802", Role.Leader);
        await using var session = await platform.Sessions.OpenDirectoryAsync(caller.Tenant);
        var connection = await session.ConnectAsync();
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() =>
            connection.ExecuteAsync(sql.Replace("{0}", caller.Session.Value.ToString(), StringComparison.Ordinal)))).SqlState);
    }

    [Fact]
    public async Task WhatIsAppended_NamesWhomTheSessionBelongsTo_WhateverTheCallerCallsHimself()
    {
        var auditor = await People.NewAsync("330802", Role.SecurityAuditor);
        var clerk = await People.NewAsync("330802", Role.Leader);
        await Log.AppendAsync(clerk with { Login = "somebody-else" }, "event-entered", "NO-1");
        var entry = Assert.Single(await Log.ReadAsync(auditor, 0, 1000), e => e is { Action: "event-entered", Subject: "NO-1" });
        Assert.Equal($"330802/{clerk.Login}", entry.Actor);
        Assert.Null(await Log.BrokenAtAsync(auditor.Tenant));
    }

    [Fact]
    public async Task EndOfAnIntent_IsToldOnce_ThoughItsSessionIsGone()
    {
        var auditor = await People.NewAsync("330802", Role.SecurityAuditor);
        var clerk = await People.NewAsync("330802", Role.Leader);
        var intent = await Log.AppendAsync(clerk, "act-intended", "LOG-1", """{"act":"history-imported"}""");
        await platform.Server.ExecuteAsync(platform.Directory, $"delete from web_session where id = '{clerk.Session.Value}'");
        var end = $$"""{"intent":{{intent}}}""";
        foreach (var (action, subject, details) in new[]
        {
            ("history-imported", "LOG-2", end), ("tree-loaded", "LOG-1", end), ("history-imported", "LOG-1", "{}"),
            ("history-imported", "LOG-1", $$"""{"intent":{{intent + 1}}}"""), ("act-refused", "LOG-1", end), ("act-intended", "LOG-1", end),
        })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => Log.AppendAsync(clerk, action, subject, details))).SqlState);

        await Log.AppendAsync(clerk, "history-imported", "LOG-1", end);
        await Assert.ThrowsAsync<PostgresException>(() => Log.AppendAsync(clerk, "history-imported", "LOG-1", end));
        var entry = Assert.Single(await Log.ReadAsync(auditor, 0, 1000), e => e is { Action: "history-imported", Subject: "LOG-1" });
        Assert.Equal($"330802/{clerk.Login}", entry.Actor);
        Assert.Null(await Log.BrokenAtAsync(auditor.Tenant));
    }

    [Fact]
    public async Task EndOfAnIntent_IsToldOnce_ThoughItsSessionLives()
    {
        var auditor = await People.NewAsync("330802", Role.SecurityAuditor);
        var clerk = await People.NewAsync("330802", Role.Leader);
        var intent = await Log.AppendAsync(clerk, "act-intended", "LOG-3", """{"act":"history-imported"}""");
        var end = $$"""{"intent":{{intent}}}""";
        await Log.AppendAsync(clerk, "history-imported", "LOG-3", end);
        foreach (var (action, subject) in new[] { ("history-imported", "LOG-3"), ("act-refused", "LOG-3"), ("history-imported", "LOG-4") })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => Log.AppendAsync(clerk, action, subject, end))).SqlState);
        Assert.Single(await Log.ReadAsync(auditor, 0, 1000), e => e is { Action: "history-imported", Subject: "LOG-3" });
        Assert.Null(await Log.BrokenAtAsync(auditor.Tenant));
    }

    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("\"1\"")]
    [InlineData("1.5")]
    [InlineData("-1")]
    [InlineData("12345678901234567890")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task EndOfAnIntentThatIsNoNumber_IsRefused(string intent)
    {
        var clerk = await People.NewAsync("330802", Role.Leader);
        var end = $$"""{"intent":{{intent}}}""";
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => Log.AppendAsync(clerk, "history-imported", "LOG-5", end))).SqlState);
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() =>
            Log.AppendOperatorsAsync(clerk.Tenant, "operator", "history-imported", "LOG-5", end))).SqlState);
    }

    [Theory]
    [InlineData("update audit_entry set actor = 'nobody' where n = 2 and tenant = {0}", 2)]
    [InlineData("update audit_entry set at = at + interval '1 microsecond' where n = 3 and tenant = {0}", 3)]
    [InlineData("delete from audit_entry where n = 2 and tenant = {0}", 2)]
    [InlineData("delete from audit_entry where n > 2 and tenant = {0}", 3)]
    public async Task OwnersAlteration_IsFound(string sql, long at)
    {
        var caller = await People.NewAsync("330102", Role.Leader);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform.Directory, Pooling = false });
        var keep = await platform.Server.ListAsync<string>(platform.Directory, $"select row_to_json(e)::text from audit_entry e where tenant = {caller.Tenant}");
        await platform.Server.ExecuteAsync(platform.Directory, string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, caller.Tenant.Value));
        Assert.Equal(at, await Log.BrokenAtAsync(caller.Tenant));

        await platform.Server.ExecuteAsync(platform.Directory, $"delete from audit_entry where tenant = {caller.Tenant}");
        await using var restore = source.CreateCommand("insert into audit_entry select (json_populate_record(null::audit_entry, r::json)).* from unnest($1) r");
        restore.Parameters.Add(new() { Value = keep.ToArray() });
        await restore.ExecuteNonQueryAsync();
        Assert.Null(await Log.BrokenAtAsync(caller.Tenant));
    }
}
