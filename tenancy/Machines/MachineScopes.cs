using System.Collections.Frozen;
using Tenancy.Permissions;
using static Tenancy.Permissions.Permission;

namespace Tenancy.Machines;

/// <summary>The OAuth 2.0 scopes of machine clients and what each permits; all within one jurisdiction and department.</summary>
public static class MachineScopes
{
    private static readonly FrozenDictionary<string, Permission[]> Table = new Dictionary<string, Permission[]>(StringComparer.Ordinal)
    {
        ["events"] = [SubmitFacts, ViewQuarantine, ResolveQuarantine],
        ["catalogue"] = [ViewCatalogue, EditCatalogue],
        ["totals"] = [ViewTotals],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All scopes, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Table.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether there is such a scope.</summary>
    public static bool Exists(string scope) => Table.ContainsKey(scope);

    /// <summary>What these scopes permit together.</summary>
    public static FrozenSet<Permission> Permissions(IEnumerable<string> scopes) =>
        scopes.Where(Exists).SelectMany(s => Table[s]).Append(SignedIn).ToFrozenSet();
}
