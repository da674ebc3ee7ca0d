using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Tenancy.Isolation;

namespace Tenancy.Setup;

/// <summary>One-time invitations to set up a province: to load its tree and create its first administrator.</summary>
public sealed class Invitations(Sessions sessions)
{
    /// <summary>How long an invitation is good (platform default).</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private const string Put = "insert into setup_invitation (token_hash, expires_at, made_by) values (@hash, now() + @life, @madeBy)";

    private const string Check = "select exists (select from setup_invitation where token_hash = @hash and used_at is null and expires_at > now())";

    private const string Use = """
        update setup_invitation set used_at = now() where token_hash = @hash and used_at is null and expires_at > now()
        returning made_by, created_at
        """;

    /// <summary>Creates an invitation; its text, 256 random bits in base64url, is told only here.</summary>
    /// <param name="madeBy">The login on the machine of whoever makes it; null where that is not known.</param>
    /// <param name="cancellation">Stops before it is durable.</param>
    public async Task<string> CreateAsync(string? madeBy, CancellationToken cancellation = default)
    {
        var invitation = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await RunAsync(
            connection => connection.ExecuteAsync(new CommandDefinition(Put, new { hash = Hash(invitation), life = Life, madeBy }, cancellationToken: cancellation)),
            cancellation);
        return invitation;
    }

    /// <summary>Whether an invitation is good.</summary>
    public Task<bool> IsGoodAsync(string invitation, CancellationToken cancellation = default) =>
        RunAsync(connection => connection.ExecuteScalarAsync<bool>(new CommandDefinition(Check, new { hash = Hash(invitation) }, cancellationToken: cancellation)), cancellation);

    /// <summary>Uses an invitation up; null when it was not good.</summary>
    public async Task<UsedInvitation?> UseAsync(string invitation, CancellationToken cancellation = default)
    {
        var used = await RunAsync(
            connection => connection.QuerySingleOrDefaultAsync<(string? MadeBy, DateTime At)?>(
                new CommandDefinition(Use, new { hash = Hash(invitation) }, cancellationToken: cancellation)),
            cancellation);
        return used is { } one ? new(one.MadeBy, new DateTimeOffset(one.At, TimeSpan.Zero)) : null;
    }

    private async Task<T> RunAsync<T>(Func<Npgsql.NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenSiloAsync(Databases.Directory, cancellation);
        var result = await work(await session.ConnectAsync(cancellation));
        await session.CommitAsync(cancellation);
        return result;
    }

    private static byte[] Hash(string invitation) => SHA256.HashData(Encoding.UTF8.GetBytes(invitation));
}
