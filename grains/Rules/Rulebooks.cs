using System.Collections.Frozen;
using System.Collections.Immutable;
using Tenancy;

namespace Grains.Rules;

/// <summary>Every version of the rulebook that one tenant is judged by, compiled once, in the order in which they take effect.</summary>
/// <remarks>A fault is judged by the version in force when it became true; before the first version there is no fault.</remarks>
public sealed class Rulebooks
{
    /// <summary>No rulebook at all: nothing is a fault.</summary>
    public static readonly Rulebooks None = new([], Level.County, FrozenDictionary<string, int>.Empty);

    private readonly CompiledRulebook[] _books;

    /// <summary>Compiles the versions for a tenant.</summary>
    /// <param name="versions">In any order; of two with one effective instant the higher version holds.</param>
    /// <param name="level">Level of the jurisdiction: rules for other levels are left out.</param>
    /// <param name="departments">Ids of its departments by code: rules may name departments.</param>
    public Rulebooks(IEnumerable<Rulebook> versions, Level level, IReadOnlyDictionary<string, int> departments)
    {
        Versions = [.. versions.OrderBy(book => book.EffectiveFrom).ThenBy(book => book.Version)];
        _books = [.. Versions.Select(book => new CompiledRulebook(book, level, departments))];
    }

    /// <summary>The versions, by effective instant.</summary>
    public ImmutableArray<Rulebook> Versions { get; }

    /// <summary>The version in force at an instant; null before the first.</summary>
    public Rulebook? At(DateTimeOffset instant) => InForce(instant)?.Source;

    /// <summary>A rule as a version had it: what a signal that names both was raised by.</summary>
    public Rule? Find(int version, string code)
    {
        foreach (var book in Versions)
        {
            if (book.Version == version && book.Find(code) is { } rule)
                return rule;
        }

        return null;
    }

    /// <summary>The instant at which the next version takes effect; null when none is waiting.</summary>
    public DateTimeOffset? NextChangeAfter(DateTimeOffset instant)
    {
        foreach (var book in _books)
        {
            if (book.EffectiveFrom > instant)
                return book.EffectiveFrom;
        }

        return null;
    }

    internal CompiledRulebook? InForce(DateTimeOffset instant)
    {
        for (var i = _books.Length - 1; i >= 0; i--)
        {
            if (_books[i].EffectiveFrom <= instant)
                return _books[i];
        }

        return null;
    }
}
