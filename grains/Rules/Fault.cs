using System.Collections.Immutable;

namespace Grains.Rules;

/// <summary>Something wrong, as a pure function of the folded history: what a signal is raised for.</summary>
/// <param name="Rule">Code of the rule that finds it, unique in the rulebook.</param>
/// <param name="Kind">Kind of the rule.</param>
/// <param name="Discriminator">Tells two faults of one rule on one subject apart (step, event, day); empty where there can be only one.</param>
/// <param name="TrueFrom">Instant from which it is true: a deadline, or when the offending event occurred.</param>
/// <param name="Colour">Its colour at the instant of judging.</param>
/// <param name="Points">Tenths of a point.</param>
/// <param name="Clause">The clause cited.</param>
/// <param name="RulebookVersion">Version of the rulebook in force at <paramref name="TrueFrom"/>.</param>
/// <param name="Facts">What it rests on, name and value, in the order shown.</param>
public sealed record Fault(
    string Rule, RuleKind Kind, string Discriminator, DateTimeOffset TrueFrom, Colour Colour, int Points, string Clause,
    int RulebookVersion, ImmutableArray<KeyValuePair<string, string>> Facts)
{
    /// <summary>What makes it one: the same key on the same subject is the same fault, and never gets two signals.</summary>
    public string Key => Discriminator.Length == 0 ? Rule : $"{Rule}:{Discriminator}";

    /// <summary>It ends when its moment has passed (a reminder), instead of having been wrong: its signal lapses, it is not contradicted.</summary>
    public bool Passing => Kind.IsPassing();
}
