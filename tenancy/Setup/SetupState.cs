using Dapper;

namespace Tenancy.Setup;

/// <summary>Whether somebody administers this installation yet.</summary>
public sealed class SetupState(Sessions sessions, Jurisdictions jurisdictions)
{
    private const string HasAccount = "select exists (select from account where tenant = @tenant)";

    /// <summary>Whether no root jurisdiction has an account: then an invitation is the only way in.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancellation = default)
    {
        await jurisdictions.RefreshAsync(cancellation);
        foreach (var root in jurisdictions.Tree.All.Where(j => j.Parent is null))
        {
            await using var session = await sessions.OpenDirectoryAsync(root.Id, cancellation);
            var connection = await session.ConnectAsync(cancellation);
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(HasAccount, new { tenant = root.Id.Value }, cancellationToken: cancellation)))
                return false;
        }

        return true;
    }
}
