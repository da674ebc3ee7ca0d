using System.Collections.Concurrent;
using Grains.Rules;
using Tenancy;

namespace Grains.Journal;

/// <summary>The rulebooks this process judges by, compiled for each tenant.</summary>
/// <param name="jurisdictions">The tree: rules may be limited to levels.</param>
/// <param name="versions">Every version in force or to come.</param>
public sealed class RulebookBook(Jurisdictions jurisdictions, IReadOnlyList<Rulebook> versions)
{
    private readonly ConcurrentDictionary<TenantId, (long Registry, Rulebooks Compiled)> _compiled = new();

    /// <summary>The tenant's rulebooks, compiled against its departments as the registry has them.</summary>
    public Rulebooks For(TenantId tenant, Registry registry)
    {
        if (_compiled.TryGetValue(tenant, out var known) && known.Registry == registry.Version)
            return known.Compiled;
        var compiled = new Rulebooks(
            versions, jurisdictions.Tree[tenant].Level, registry.Departments.ToDictionary(d => d.Code, d => d.Id, StringComparer.Ordinal));
        _compiled[tenant] = (registry.Version, compiled);
        return compiled;
    }
}
