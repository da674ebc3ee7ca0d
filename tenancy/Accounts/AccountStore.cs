using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Identity;

namespace Tenancy.Accounts;

/// <summary>Identity's store over one jurisdiction's accounts, in its own session of the directory database.</summary>
/// <remarks>
/// Accounts are created and deleted by the functions of the directory that check who asks (<see cref="Administration"/>),
/// so the store refuses both. Counting a failure and locking go to the row at once and atomically: attempts made in
/// parallel are all counted.
/// </remarks>
internal sealed class AccountStore(Sessions sessions, TenantId tenant)
    : IUserPasswordStore<Account>, IUserLockoutStore<Account>, IUserSecurityStampStore<Account>
{
    private const string Columns = """
        select tenant, id, name, normalized_name, display_name, password_hash, security_stamp, version, failed_count, locked_until, suspended_at
        from account where tenant = @tenant
        """;

    private const string Save = """
        update account set name = @Name, normalized_name = @NormalizedName, password_hash = @PasswordHash,
          security_stamp = @SecurityStamp, version = version + 1
        where tenant = @Tenant and id = @Id and version = @Version
        """;

    private const string CountFailure = "update account set failed_count = failed_count + 1 where tenant = @tenant and id = @id returning failed_count";

    private const string ForgetFailures = "update account set failed_count = 0 where tenant = @tenant and id = @id returning failed_count";

    private const string Lock = "update account set locked_until = @until where tenant = @tenant and id = @id returning failed_count";

    /// <inheritdoc/>
    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? await FindAsync(Columns + " and id = @id", new { tenant = tenant.Value, id }, cancellationToken) : null;

    /// <inheritdoc/>
    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindAsync(Columns + " and normalized_name = @normalizedUserName", new { tenant = tenant.Value, normalizedUserName }, cancellationToken);

    /// <inheritdoc/>
    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellationToken);
        var connection = await session.ConnectAsync(cancellationToken);
        var row = new { Tenant = tenant.Value, user.Id, user.Name, user.NormalizedName, user.PasswordHash, user.SecurityStamp, user.Version };
        if (await connection.ExecuteAsync(new CommandDefinition(Save, row, cancellationToken: cancellationToken)) == 0)
            return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        await session.CommitAsync(cancellationToken);
        user.Version++;
        return IdentityResult.Success;
    }

    /// <inheritdoc/>
    public async Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) =>
        user.FailedCount = await ChangeAsync(CountFailure, user, until: null, cancellationToken);

    /// <inheritdoc/>
    public async Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) =>
        user.FailedCount = await ChangeAsync(ForgetFailures, user, until: null, cancellationToken);

    /// <inheritdoc/>
    public async Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        await ChangeAsync(Lock, user, lockoutEnd?.ToUniversalTime(), cancellationToken);
        user.LockedUntil = lockoutEnd;
    }

    /// <inheritdoc/>
    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => Refused;

    /// <inheritdoc/>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => Refused;

    /// <inheritdoc/>
    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString("N"));

    /// <inheritdoc/>
    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    /// <inheritdoc/>
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken)
    {
        user.Name = userName ?? "";
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedName);

    /// <inheritdoc/>
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedName = normalizedName ?? "";
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    /// <inheritdoc/>
    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    /// <inheritdoc/>
    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    /// <inheritdoc/>
    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.FailedCount);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    /// <summary>Every account can be locked.</summary>
    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Every account can be locked, so there is nothing to set.</summary>
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Every call has a session of its own; nothing is held between calls.
    }

    private static Task<IdentityResult> Refused => Task.FromResult(IdentityResult.Failed(new IdentityError
    {
        Code = "AdministrationOnly",
        Description = "Accounts are created and suspended by an administrator's session.",
    }));

    private async Task<int> ChangeAsync(string sql, Account user, DateTimeOffset? until, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var count = await connection.ExecuteScalarAsync<int>(
            new CommandDefinition(sql, new { tenant = tenant.Value, id = user.Id, until }, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
        return count;
    }

    private async Task<Account?> FindAsync(string sql, object key, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, key, cancellationToken: cancellation));
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    private static Account Read(DbDataReader row) => new()
    {
        Tenant = new(row.GetInt32(0)),
        Id = row.GetGuid(1),
        Name = row.GetString(2),
        NormalizedName = row.GetString(3),
        DisplayName = row.GetString(4),
        PasswordHash = row.IsDBNull(5) ? null : row.GetString(5),
        SecurityStamp = row.GetString(6),
        Version = row.GetInt32(7),
        FailedCount = row.GetInt32(8),
        LockedUntil = row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9),
        SuspendedAt = row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10),
    };
}
