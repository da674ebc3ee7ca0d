namespace Grains.Rules;

/// <summary>The rulebooks that come with the platform: what a new province starts from, nothing else.</summary>
public static class ShippedRulebooks
{
    /// <summary>The first is given to a root that has none.</summary>
    public static IReadOnlyList<Rulebook> All { get; } = [Preset.ShenzhenBase];
}
