using System.Collections.Immutable;

namespace Grains.Catalogue;

/// <summary>Lists as they come out of JSON, where one that was left out is no list at all.</summary>
internal static class ImmutableLists
{
    /// <summary>The list, or an empty one.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> list) => list.IsDefault ? [] : list;
}
