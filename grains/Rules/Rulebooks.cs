using System.Collections.Frozen;
using System.Collections.Immutable;
using Grains.Catalogue;
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

    /// <summary>
    /// Since when a warning that holds by a rule has held: from the instant it names, or from when the rule took effect if that
    /// was later. Another version that has the same rule, and warned already, changes nothing about it.
    /// </summary>
    /// <param name="book">The version in force.</param>
    /// <param name="rule">Its rule.</param>
    /// <param name="department">Id of the department that is warned.</param>
    /// <param name="kind">Kind of the item.</param>
    /// <param name="warns">From when on a rule warns.</param>
    /// <returns>The version by which it began to hold, its rule, and the instant.</returns>
    internal (CompiledRulebook Book, CompiledRule Rule, DateTimeOffset From) Since(
        CompiledRulebook book, CompiledRule rule, int department, ItemKind kind, Func<CompiledRule, DateTimeOffset> warns)
    {
        while (true)
        {
            var (from, effective) = (warns(rule), book.EffectiveFrom);
            if (from > effective)
                return (book, rule, from);
            var former = effective == DateTimeOffset.MinValue ? null : InForce(effective.AddTicks(-1));
            if (former?.Of(rule.Rule.Kind).FirstOrDefault(one => one.Rule.Code == rule.Rule.Code && one.Covers(department, kind)) is not { } same
                || warns(same) >= effective)
            {
                return (book, rule, effective);
            }

            (book, rule) = (former, same);
        }
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
