using Dapper;

namespace Tenancy.Accounts;

/// <summary>Calls a function of the directory that changes something on somebody's behalf and answers 'ok' or a refusal's code.</summary>
internal static class DirectoryCall
{
    public static async Task<AccountRefusal?> AskAsync(this Sessions sessions, TenantId tenant, string sql, object values, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var outcome = await connection.ExecuteScalarAsync<string>(new CommandDefinition(sql, values, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
        return AccountRefusal.Of(outcome!);
    }
}
