using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Grains.Journal;

/// <summary>What a tenant may be told about: its departments and published items, at one version, immutable.</summary>
/// <remarks>Lookups allocate nothing. The elements that only people read are left out of its item versions.</remarks>
public sealed class Registry
{
    /// <summary>A tenant without departments.</summary>
    public static readonly Registry Empty = new(0, [], []);

    private readonly FrozenDictionary<string, RegisteredDepartment> _departments;
    private readonly FrozenDictionary<string, CatalogueItem> _items;
    private readonly FrozenDictionary<int, RegisteredDepartment> _departmentsById;
    private readonly FrozenDictionary<int, CatalogueItem> _itemsById;

    /// <summary>Freezes the rows.</summary>
    /// <param name="version">The tenant's <c>head.registry</c> at which they were read, or earlier.</param>
    /// <param name="departments">Every department.</param>
    /// <param name="items">Every item that has been published.</param>
    public Registry(long version, IEnumerable<RegisteredDepartment> departments, IEnumerable<CatalogueItem> items)
    {
        Version = version;
        Departments = [.. departments.OrderBy(d => d.Id)];
        Items = [.. items.OrderBy(i => i.Id)];
        _departments = Departments.ToFrozenDictionary(d => d.Code, StringComparer.Ordinal);
        _departmentsById = Departments.ToFrozenDictionary(d => d.Id);
        _items = Items.ToFrozenDictionary(i => i.Code, StringComparer.Ordinal);
        _itemsById = Items.ToFrozenDictionary(i => i.Id);
    }

    /// <summary>Grows with every change of departments or items.</summary>
    public long Version { get; }

    /// <summary>Every department, by id.</summary>
    public IReadOnlyList<RegisteredDepartment> Departments { get; }

    /// <summary>Every published item, by id; retired ones included.</summary>
    public IReadOnlyList<CatalogueItem> Items { get; }

    /// <summary>Finds a department by its code.</summary>
    public bool TryDepartment(string code, [NotNullWhen(true)] out RegisteredDepartment? department) =>
        _departments.TryGetValue(code, out department);

    /// <summary>Finds a department by its id.</summary>
    public bool TryDepartment(int id, [NotNullWhen(true)] out RegisteredDepartment? department) =>
        _departmentsById.TryGetValue(id, out department);

    /// <summary>Finds an item by its code.</summary>
    public bool TryItem(string code, [NotNullWhen(true)] out CatalogueItem? item) => _items.TryGetValue(code, out item);

    /// <summary>Finds an item by its id.</summary>
    public bool TryItem(int id, [NotNullWhen(true)] out CatalogueItem? item) => _itemsById.TryGetValue(id, out item);
}
