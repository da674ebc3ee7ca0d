namespace Grains.Rules;

/// <summary>Rulebooks that ship with the platform, for a province to start from.</summary>
public static class Preset
{
    /// <summary>The base of all presets: the catalogue of the Shenzhen Measures of 2007 (art. 10 to 12), completed by the limits of law.</summary>
    public static Rulebook ShenzhenBase { get; } = Read("shenzhen-base");

    private static Rulebook Read(string name)
    {
        using var stream = typeof(Preset).Assembly.GetManifestResourceStream(typeof(Preset), $"Presets.{name}.json")
            ?? throw new InvalidOperationException($"Preset {name} is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return RulebookJson.TryRead(bytes, out var rulebook, out var errors)
            ? rulebook
            : throw new InvalidOperationException($"Preset {name}: {errors[0]}");
    }
}
