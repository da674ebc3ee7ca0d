using Dapper;
using Npgsql;
using Tenancy.Permissions;

namespace Tenancy.Accounts;

/// <summary>Makes resets of accounts visible: to the person at the next sign-in, to the auditors of the jurisdiction and of those above it.</summary>
public sealed class AccountResets(Sessions sessions)
{
    /// <summary>Longest list of <see cref="ReadBelowAsync"/>.</summary>
    public const int Most = 200;

    // The links of the last 90 days (platform default), and whatever is not answered yet.
    private const string ReadOwn = """
        select i.created_at, i.created_by, i.resets, i.accepted_at, i.answered_at, coalesce(i.disputed, false)
        from account_invitation i where i.account = $1 and (i.created_at > now() - interval '90 days' or i.resets and i.accepted_at is not null and i.answered_at is null)
        order by i.created_at desc
        """;

    private const string Answer = "select app.answer_resets(@session, @disputed)";

    private const string ReadBelow = "select place, at, actor, action, subject, details from app.read_resets($1, $2)";

    /// <summary>The links that were made to the caller's own account, newest first.</summary>
    public async Task<IReadOnlyList<AccountLink>> ReadOwnAsync(Caller caller, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(caller.Tenant, cancellation);
        var read = new NpgsqlBatchCommand(ReadOwn) { Parameters = { new() { Value = Guid.Parse(caller.Subject) } } };
        await using var reader = await session.ReadAsync([read], cancellation);
        var links = new List<AccountLink>();
        while (await reader.ReadAsync(cancellation))
        {
            links.Add(new(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), reader.GetBoolean(2), reader.GetFieldValue<DateTimeOffset?>(3),
                reader.GetFieldValue<DateTimeOffset?>(4), reader.GetBoolean(5)));
        }

        return links;
    }

    /// <summary>The person says of all resets not answered yet whether they were asked for; it stands in the audit log.</summary>
    public async Task AnswerAsync(Caller caller, bool disputed, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(caller.Tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        await connection.ExecuteScalarAsync<int>(new CommandDefinition(Answer, new { session = caller.Session.Value, disputed }, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
    }

    /// <summary>What was done about the ways into accounts, in the auditor's jurisdiction and those below it: the newest <see cref="Most"/>; nothing for who is no auditor.</summary>
    public async Task<IReadOnlyList<AccountResetLine>> ReadBelowAsync(Caller auditor, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(auditor.Tenant, cancellation);
        var read = new NpgsqlBatchCommand(ReadBelow) { Parameters = { new() { Value = auditor.Session.Value }, new() { Value = Most } } };
        await using var reader = await session.ReadAsync([read], cancellation);
        var lines = new List<AccountResetLine>();
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(AccountResetLine.Of(
                new(reader.GetInt32(0)), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5)));
        }

        return lines;
    }
}
