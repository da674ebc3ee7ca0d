using System.Collections.Immutable;

namespace Grains.Catalogue;

/// <summary>Lists as they come out of JSON, where one that was left out is no list at all and an element may be null.</summary>
internal static class ImmutableLists
{
    /// <summary>The list without the nulls in it, or an empty one.</summary>
    public static ImmutableArray<T> WithoutNulls<T>(this ImmutableArray<T> list)
        where T : class => list.IsDefault ? [] : list.RemoveAll(static one => one is null);
}
