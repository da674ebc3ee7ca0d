using System.Globalization;
using System.Text.Json;

namespace Web.Import;

/// <summary>Finds mapping profiles: the shipped ones by name, others by path.</summary>
public static class MappingProfiles
{
    private const string Prefix = "Web.Import.Profiles.";

    private const string Suffix = ".json";

    /// <summary>The names of the shipped profiles.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
    [
        .. typeof(MappingProfiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The shipped profile of that name or, where there is none, the one in the file of that path.</summary>
    public static async Task<ProfileReading> Find(string nameOrPath, CancellationToken cancellation)
    {
        if (Shipped.Contains(nameOrPath))
        {
            await using var shipped = typeof(MappingProfiles).Assembly.GetManifestResourceStream(Prefix + nameOrPath + Suffix)!;
            return await Read(shipped, cancellation);
        }

        if (!File.Exists(nameOrPath))
            return new ProfileReading(null, [new ProfileFault("", nameOrPath, "a file, or one of " + string.Join(", ", Shipped))]);
        await using var file = File.OpenRead(nameOrPath);
        return await Read(file, cancellation);
    }

    /// <summary>Reads a profile from its JSON text (docs/import.md tells the members).</summary>
    public static async Task<ProfileReading> Read(Stream stream, CancellationToken cancellation)
    {
        try
        {
            var json = await JsonSerializer.DeserializeAsync<ProfileJson>(stream, ProfileJson.Options, cancellation);
            return json is null
                ? new ProfileReading(null, [new ProfileFault("$", "null", "an object")])
                : new ProfileCheck(json).Run();
        }
        catch (JsonException broken)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"{broken.Path} (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1})");
            return new ProfileReading(null, [new ProfileFault(where, broken.Message, "JSON as docs/import.md describes it")]);
        }
    }
}
