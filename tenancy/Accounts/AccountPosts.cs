using Npgsql;
using Tenancy.Permissions;

namespace Tenancy.Accounts;

/// <summary>The posts (岗位) in which people act at the platform's own forms: given by administrators, for one department each.</summary>
public sealed class AccountPosts(Sessions sessions)
{
    private const string Read = "select department, post from account_post where account = $1 order by department, post";

    private const string Set = "select app.set_account_posts(@actor, @session, @account, @department, @posts)";

    /// <summary>Posts of an account: department and post, by their codes; none where none was given.</summary>
    public async Task<IReadOnlyList<(string Department, string Post)>> ReadAsync(TenantId tenant, Guid account, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([new(Read) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = account } } }], cancellation);
        var posts = new List<(string, string)>();
        while (await reader.ReadAsync(cancellation))
            posts.Add((reader.GetString(0), reader.GetString(1)));
        return posts;
    }

    /// <summary>Posts in which a caller may act for a department; empty where none was given, or the caller is no person.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Caller caller, string department, CancellationToken cancellation = default) =>
        Guid.TryParse(caller.Subject, out var account)
            ? [.. (await ReadAsync(caller.Tenant, account, cancellation)).Where(held => held.Department == department).Select(held => held.Post)]
            : [];

    /// <summary>Gives an account these posts of a department, and no others of it.</summary>
    /// <param name="actor">Who gives them: an administrator, never of the own account.</param>
    /// <param name="tenant">Jurisdiction of the account.</param>
    /// <param name="account">Whose.</param>
    /// <param name="department">Code of the department.</param>
    /// <param name="posts">Codes of the posts; empty takes all away.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<AccountRefusal?> SetAsync(
        Actor actor, TenantId tenant, Guid account, string department, IReadOnlyList<string> posts, CancellationToken cancellation = default) =>
        sessions.AskAsync(tenant, Set, new
        {
            actor = actor.Tenant.Value, session = actor.Session.Value, account, department, posts = posts.Distinct(StringComparer.Ordinal).ToArray(),
        }, cancellation);
}
