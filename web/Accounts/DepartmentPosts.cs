using Grains.Journal;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;

namespace Web.Accounts;

/// <summary>The posts of one department, and which of them an account holds.</summary>
/// <param name="Code">Code of the department.</param>
/// <param name="Name">Its name.</param>
/// <param name="Posts">Codes of the posts that the flows of its items name, and of those held besides; by code.</param>
public sealed record DepartmentPosts(string Code, string Name, IReadOnlyList<(string Post, bool Held)> Posts);

/// <summary>Reads which posts an account can be given, and gives them.</summary>
public sealed class PostDesk(AccountPosts posts, Registries registries)
{
    /// <summary>The departments for which the account is a post user, with their posts.</summary>
    public async Task<IReadOnlyList<DepartmentPosts>> ReadAsync(Jurisdiction place, AccountLine account, CancellationToken cancellation)
    {
        var held = (await posts.ReadAsync(place.Id, account.Id, cancellation)).ToHashSet();
        var registry = await registries.CurrentAsync(place.Id, cancellation);
        var codes = account.Grants.Where(grant => grant.Holding is { Role: Role.PostUser, Power: Power.Exercise }).Select(grant => grant.Holding.Department).OfType<string>();
        return
        [
            .. codes.Concat(held.Select(one => one.Department)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(code => new DepartmentPosts(
                    code, registry.TryDepartment(code, out var department) ? department.Name : code,
                    [
                        .. PostsOf(registry, code).Concat(held.Where(one => one.Department == code).Select(one => one.Post))
                            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(post => (post, held.Contains((code, post)))),
                    ])),
        ];
    }

    /// <summary>Gives an account these posts of a department, and no others of it; only posts that the department has, or that were held already.</summary>
    public async Task<AccountRefusal?> SetAsync(
        Caller caller, Jurisdiction place, AccountLine account, string? department, IReadOnlyList<string> chosen, CancellationToken cancellation)
    {
        var known = (await ReadAsync(place, account, cancellation)).FirstOrDefault(one => one.Code == department);
        if (known is null)
            return MachineDepartments.Unknown;
        return chosen.FirstOrDefault(post => known.Posts.All(one => one.Post != post)) is { } stranger
            ? new AccountRefusal("post-unknown", $"The department has no post {stranger}.")
            : await posts.SetAsync(Actor.Of(caller), place.Id, account.Id, known.Code, chosen, cancellation);
    }

    /// <summary>Of every version: a case is handled by the one in force when it was accepted.</summary>
    private static IEnumerable<string> PostsOf(Registry registry, string code) => !registry.TryDepartment(code, out var department)
        ? []
        : registry.Items.Where(item => item.Department == department.Id).SelectMany(item => item.Versions)
            .SelectMany(version => version.Flow.Steps.IsDefaultOrEmpty ? [version.Flow.DecidingPost] : version.Flow.Steps.SelectMany(step => step.Posts).Append(version.Flow.DecidingPost))
            .Where(post => !string.IsNullOrEmpty(post));
}
