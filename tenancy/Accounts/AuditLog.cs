using Dapper;
using Npgsql;
using NpgsqlTypes;
using Tenancy.Permissions;

namespace Tenancy.Accounts;

/// <summary>Reads a jurisdiction's audit log, as its auditor; appended to by the functions that change something.</summary>
public sealed class AuditLog(Sessions sessions)
{
    private const string Read = "select n, at, actor, action, subject, details from app.read_audit(@session, @after, @take)";

    private const string Find = "select n, at, actor, act, subject, stage, code, related from app.find_audit($1, $2, $3, $4, $5, $6, $7)";

    private const string BrokenAt = "select app.audit_broken_at()";

    private const string Append = "select app.record_act(@session, @action, @subject, @details::jsonb)";

    private const string AppendOperators = "select app.record_operator_act(@login, @action, @subject, @details::jsonb)";

    /// <summary>At most <paramref name="take"/> (1,000) entries after the one numbered <paramref name="after"/>, oldest first; none for who is no auditor here.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(Caller auditor, long after, int take, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(auditor.Tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var rows = await connection.QueryAsync<(long N, DateTime At, string Actor, string Action, string Subject, string Details)>(
            new CommandDefinition(Read, new { session = auditor.Session.Value, after, take }, cancellationToken: cancellation));
        return [.. rows.Select(r => new AuditEntry(r.N, new DateTimeOffset(r.At, TimeSpan.Zero), r.Actor, r.Action, r.Subject, r.Details))];
    }

    /// <summary>At most <paramref name="take"/> (200) lines, newest first; none for who is no auditor here.</summary>
    /// <returns>The lines, and whether there are more behind them.</returns>
    public async Task<(IReadOnlyList<AuditLine> Lines, bool More)> FindAsync(
        Caller auditor, AuditFilter filter, int take, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(auditor.Tenant, cancellation);
        var find = new NpgsqlBatchCommand(Find)
        {
            Parameters =
            {
                new() { Value = auditor.Session.Value },
                Optional(filter.Actor, NpgsqlDbType.Text), Optional(filter.Act, NpgsqlDbType.Text),
                Optional(filter.From, NpgsqlDbType.TimestampTz), Optional(filter.Until, NpgsqlDbType.TimestampTz),
                Optional(filter.Before, NpgsqlDbType.Bigint), new() { Value = take + 1 },
            },
        };
        await using var r = await session.ReadAsync([find], cancellation);
        var lines = new List<AuditLine>();
        while (await r.ReadAsync(cancellation))
        {
            lines.Add(new(
                r.GetInt64(0), r.GetFieldValue<DateTimeOffset>(1), r.GetString(2), r.GetString(3), r.GetString(4),
                Enum.Parse<AuditStage>(r.GetString(5).Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
                r.IsDBNull(6) ? null : r.GetString(6), r.GetFieldValue<long?>(7)));
        }

        return ([.. lines.Take(take)], lines.Count > take);
    }

    /// <summary>Number of the first entry that does not follow from the one before it; null when the chain holds.</summary>
    public async Task<long?> BrokenAtAsync(TenantId tenant, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(BrokenAt, cancellationToken: cancellation));
    }

    /// <summary>Appends what somebody did that is not one of the directory's own changes; who that was, the session's own row says.</summary>
    /// <param name="caller">Who did it.</param>
    /// <param name="action">What, as a stable code in the past tense: <c>signal-confirmed</c>.</param>
    /// <param name="subject">To what: a case number, a name.</param>
    /// <param name="details">More, as a JSON object; no personal data.</param>
    /// <param name="cancellation">Stops before it is durable.</param>
    /// <returns>Its number.</returns>
    public async Task<long> AppendAsync(Caller caller, string action, string subject, string details = "{}", CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(caller.Tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var n = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            Append, new { session = caller.Session.Value, action, subject, details }, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
        return n;
    }

    /// <summary>Appends what the operator did on the command line; its actor is <c>os:LOGIN</c>.</summary>
    /// <param name="tenant">The jurisdiction that it concerns.</param>
    /// <param name="login">His login on the machine.</param>
    /// <param name="action">What, as a stable code in the past tense.</param>
    /// <param name="subject">To what.</param>
    /// <param name="details">More, as a JSON object; no personal data.</param>
    /// <param name="cancellation">Stops before it is durable.</param>
    /// <returns>Its number.</returns>
    public async Task<long> AppendOperatorsAsync(
        TenantId tenant, string login, string action, string subject, string details = "{}", CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenOperatorAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var n = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            AppendOperators, new { login, action, subject, details }, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
        return n;
    }

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
