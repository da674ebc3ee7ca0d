using Npgsql;
using NpgsqlTypes;
using Tenancy.Accounts;
using Tenancy.Permissions;

namespace Tenancy.Machines;

/// <summary>Machine clients: registered for one department of one jurisdiction, and given sessions for their secret.</summary>
/// <remarks>A client id begins with its jurisdiction's key, so that its row can be found in that tenant's own session.</remarks>
public sealed class MachineClients(Sessions sessions, Jurisdictions jurisdictions)
{
    /// <summary>For so long the former secret stays good after a change.</summary>
    public static readonly TimeSpan FormerSecretFor = TimeSpan.FromHours(24);

    private const string Put = "select app.put_machine(@actor, @session, @client, @name, @department, @scopes, @hash, @source)";

    private const string Change = "select app.change_machine_secret(@actor, @session, @client, @hash, @former)";

    private const string SuspendOne = "select app.suspend_machine(@actor, @session, @client, @suspended)";

    private const string ChangeScopes = "select app.change_machine_scopes(@actor, @session, @client, @scopes)";

    private const string Find = """
        select scopes, secret_hash, case when former_until > now() then former_hash end
        from machine_client where tenant = $1 and client_id = $2 and suspended_at is null
        """;

    private const string Begin = "select app.begin_machine_session($1, $2, $3, $4, $5)";

    private const string Forget = "select app.forget_sessions()";

    /// <summary>Registers a client for a department; the name in its id must be new in the jurisdiction.</summary>
    /// <param name="actor">Who registers it.</param>
    /// <param name="tenant">In which jurisdiction.</param>
    /// <param name="name">1 to 64 lower-case letters, digits and hyphens.</param>
    /// <param name="department">Code of the department it speaks for.</param>
    /// <param name="scopes">What it may ask for.</param>
    /// <param name="source">By which way it tells, see <see cref="MachineSources"/>.</param>
    /// <param name="cancellation">Stops before it is durable.</param>
    public async Task<(MachineCredentials? Credentials, AccountRefusal? Refusal)> RegisterAsync(
        Actor actor, TenantId tenant, string name, string department, IReadOnlyList<string> scopes, string source = MachineSources.Interface,
        CancellationToken cancellation = default)
    {
        if (name.Length is 0 or > 64 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            return (null, new AccountRefusal("name-invalid", "A client's name has 1 to 64 lower-case letters, digits and hyphens."));
        if (JudgeScopes(scopes) is { } fault)
            return (null, fault);
        if (!MachineSources.Exists(source))
            return (null, new AccountRefusal("source-unknown", $"Sources are {string.Join(", ", MachineSources.All)}."));
        var client = $"{jurisdictions.Tree[tenant].Key}.{name}";
        var secret = MachineSecret.Create();
        var refusal = await sessions.AskAsync(tenant, Put, new
        {
            actor = actor.Tenant.Value,
            session = actor.Session.Value,
            client,
            name,
            department,
            scopes = scopes.ToArray(),
            hash = MachineSecret.Hash(secret),
            source,
        }, cancellation);
        return refusal is null ? (new MachineCredentials(client, secret), null) : (null, refusal);
    }

    /// <summary>Gives a client a new secret; the former one stays good for <see cref="FormerSecretFor"/>, or ends at once with every token.</summary>
    public async Task<(MachineCredentials? Credentials, AccountRefusal? Refusal)> ChangeSecretAsync(
        Actor actor, TenantId tenant, string client, bool atOnce = false, CancellationToken cancellation = default)
    {
        var secret = MachineSecret.Create();
        var refusal = await sessions.AskAsync(tenant, Change, new
        {
            actor = actor.Tenant.Value,
            session = actor.Session.Value,
            client,
            hash = MachineSecret.Hash(secret),
            former = atOnce ? TimeSpan.Zero : FormerSecretFor,
        }, cancellation);
        return refusal is null ? (new MachineCredentials(client, secret), null) : (null, refusal);
    }

    /// <summary>Gives a client other scopes, which ends the tokens issued with the former ones.</summary>
    public async Task<AccountRefusal?> ChangeScopesAsync(
        Actor actor, TenantId tenant, string client, IReadOnlyList<string> scopes, CancellationToken cancellation = default) =>
        JudgeScopes(scopes) ?? await sessions.AskAsync(
            tenant, ChangeScopes, new { actor = actor.Tenant.Value, session = actor.Session.Value, client, scopes = scopes.Distinct(StringComparer.Ordinal).ToArray() }, cancellation);

    /// <summary>Suspends a client, which ends its tokens, or restores it.</summary>
    public Task<AccountRefusal?> SuspendAsync(Actor actor, TenantId tenant, string client, bool suspended, CancellationToken cancellation = default) =>
        sessions.AskAsync(tenant, SuspendOne, new { actor = actor.Tenant.Value, session = actor.Session.Value, client, suspended }, cancellation);

    /// <summary>Begins a session for a client that knows its secret, with the scopes asked for or, where none are, with all it has.</summary>
    public async Task<TokenResult> BeginAsync(string client, string secret, IReadOnlyList<string> scopes, CancellationToken cancellation = default)
    {
        var dot = client.LastIndexOf('.');
        if (dot < 0 || !jurisdictions.Tree.TryFind(client[..dot], out var place))
            return new TokenResult.InvalidClient();
        await using var session = await sessions.OpenDirectoryAsync(place.Id, cancellation);
        if (await FindAsync(session, place.Id, client, secret, cancellation) is not { } held)
            return new TokenResult.InvalidClient();
        if (scopes.Except(held.Scopes, StringComparer.Ordinal).Any())
            return new TokenResult.InvalidScope();
        var id = new SessionId(Guid.NewGuid());
        string[] granted = scopes.Count == 0 ? held.Scopes : [.. scopes.Distinct(StringComparer.Ordinal)];
        await using (var begun = await session.ReadAsync([BeginCommand(id, client, held.Secret, granted), new NpgsqlBatchCommand(Forget)], cancellation))
        {
            // The secret, the scopes or the client itself has been changed since it was looked at.
            if (!await begun.ReadAsync(cancellation) || !begun.GetBoolean(0))
                return new TokenResult.InvalidClient();
        }

        await session.CommitAsync(cancellation);
        return new TokenResult.Granted(place.Id, id, granted, SessionLife.Token);
    }

    private static AccountRefusal? JudgeScopes(IReadOnlyList<string> scopes) =>
        scopes.Count == 0 || scopes.Any(scope => scope is null || !MachineScopes.Exists(scope))
            ? new AccountRefusal("scope-unknown", $"Scopes are {string.Join(", ", MachineScopes.All)}.")
            : null;

    private static async Task<(string[] Scopes, byte[] Secret)?> FindAsync(TenantSession session, TenantId tenant, string client, string secret, CancellationToken cancellation)
    {
        var find = new NpgsqlBatchCommand(Find) { Parameters = { new() { Value = tenant.Value }, new() { Value = client } } };
        await using var row = await session.ReadAsync([find], cancellation);
        if (!await row.ReadAsync(cancellation))
            return null;
        var former = row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2);
        byte[]?[] honoured = [row.GetFieldValue<byte[]>(1), former];
        return honoured.FirstOrDefault(hash => MachineSecret.Matches(secret, hash)) is { } known ? (row.GetFieldValue<string[]>(0), known) : null;
    }

    private static NpgsqlBatchCommand BeginCommand(SessionId id, string client, byte[] secret, string[] scopes) => new(Begin)
    {
        Parameters =
        {
            new() { Value = client },
            new() { Value = secret },
            new() { Value = scopes, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            new() { Value = id.Value },
            new() { Value = SessionLife.Token, NpgsqlDbType = NpgsqlDbType.Interval },
        },
    };
}
