using System.Collections.Concurrent;
using Tenancy;

namespace Grains.Journal;

/// <summary>The persons this process has met, so that a handler's name costs no query: a bounded cache.</summary>
public sealed class Persons
{
    private const int Most = 200_000;

    private readonly ConcurrentDictionary<(TenantId Tenant, int Department, string Name), PersonReference> _known = new();

    /// <summary>The person, where known here.</summary>
    public PersonReference? Find(TenantId tenant, int department, string name) => _known.GetValueOrDefault((tenant, department, name));

    /// <summary>Remembers a person whose row is durable.</summary>
    public void Remember(TenantId tenant, int department, string name, PersonReference person)
    {
        if (_known.Count >= Most)
            _known.Clear();
        _known[(tenant, department, name)] = person;
    }

    /// <summary>Forgets a tenant's persons, after an erasure.</summary>
    public void Forget(TenantId tenant)
    {
        foreach (var key in _known.Keys.Where(k => k.Tenant == tenant))
            _known.TryRemove(key, out _);
    }
}
