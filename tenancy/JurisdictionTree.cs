using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Tenancy;

/// <summary>The whole tree of jurisdictions at one version, immutable.</summary>
public sealed class JurisdictionTree
{
    private readonly FrozenDictionary<TenantId, Jurisdiction> _byId;
    private readonly FrozenDictionary<string, Jurisdiction> _byKey;
    private readonly ILookup<TenantId, Jurisdiction> _children;

    /// <summary>Builds the tree and proves that it is one: unique ids and keys, known parents, no cycle.</summary>
    /// <exception cref="InvalidOperationException">The rows are not a forest.</exception>
    public JurisdictionTree(IEnumerable<Jurisdiction> jurisdictions, long version = 0)
    {
        All = [.. jurisdictions.OrderBy(j => j.Id)];
        Version = version;
        _byId = All.ToFrozenDictionary(j => j.Id);
        _byKey = All.ToFrozenDictionary(j => j.Key, StringComparer.Ordinal);
        _children = All.Where(j => j.Parent is not null).ToLookup(j => j.Parent!.Value);
        foreach (var jurisdiction in All)
        {
            var steps = 0;
            for (var at = jurisdiction; at.Parent is { } parent; at = _byId[parent])
            {
                if (!_byId.ContainsKey(parent) || ++steps > All.Count)
                    throw new InvalidOperationException($"Jurisdiction {jurisdiction.Key} has no path to a root.");
            }
        }
    }

    /// <summary>Every jurisdiction, by ascending id.</summary>
    public IReadOnlyList<Jurisdiction> All { get; }

    /// <summary>Grows with every change of the tree.</summary>
    public long Version { get; }

    /// <summary>The jurisdiction with this id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Jurisdiction this[TenantId id] => _byId[id];

    /// <summary>Finds a jurisdiction by the key that addresses and the API use.</summary>
    public bool TryFind(string key, [NotNullWhen(true)] out Jurisdiction? jurisdiction) => _byKey.TryGetValue(key, out jurisdiction);

    /// <summary>Finds a jurisdiction by id.</summary>
    public bool TryFind(TenantId id, [NotNullWhen(true)] out Jurisdiction? jurisdiction) => _byId.TryGetValue(id, out jurisdiction);

    /// <summary>Its immediate children, by ascending id.</summary>
    public IEnumerable<Jurisdiction> ChildrenOf(TenantId id) => _children[id];

    /// <summary>Its ancestors, nearest first, without itself.</summary>
    public IEnumerable<Jurisdiction> AncestorsOf(TenantId id)
    {
        for (var at = _byId[id].Parent; at is { } parent; at = _byId[parent].Parent)
            yield return _byId[parent];
    }

    /// <summary>Itself and everything below it, parents before children.</summary>
    public IEnumerable<Jurisdiction> SubtreeOf(TenantId id)
    {
        var open = new Stack<Jurisdiction>([_byId[id]]);
        while (open.TryPop(out var at))
        {
            yield return at;
            foreach (var child in _children[at.Id].Reverse())
                open.Push(child);
        }
    }

    /// <summary>Whether <paramref name="inner"/> is <paramref name="outer"/> or stands below it.</summary>
    public bool IsWithin(TenantId inner, TenantId outer) =>
        inner == outer || (_byId.ContainsKey(inner) && AncestorsOf(inner).Any(a => a.Id == outer));
}
