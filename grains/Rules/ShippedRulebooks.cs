namespace Grains.Rules;

/// <summary>The rulebooks that come with the platform.</summary>
public static class ShippedRulebooks
{
    /// <summary>The versions a new province starts from.</summary>
    public static IReadOnlyList<Rulebook> All { get; } = [Preset.ShenzhenBase];
}
