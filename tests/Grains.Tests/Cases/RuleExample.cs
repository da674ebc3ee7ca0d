using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Tests.Cases;

/// <summary>A story and what a kind of rule makes of it; without a colour it must find nothing.</summary>
internal sealed record RuleExample(
    string Name, RuleKind Kind, Story Story, string Now, ItemVersion Item, bool Retired, Colour Colour, string? TrueFrom);
