using System.Reflection;

namespace Tenancy.Tree;

/// <summary>The provinces that come with the platform: data/divisions, the National Bureau of Statistics' divisions of 2023-06-30.</summary>
public static class ShippedTrees
{
    private const string Folder = "divisions/";

    private static readonly Assembly Resources = typeof(ShippedTrees).Assembly;

    /// <summary>Their names as files, in alphabetical order: guangdong, hunan, sichuan, zhejiang.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Resources.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .Select(n => Path.GetFileNameWithoutExtension(n)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads one of <see cref="Names"/>.</summary>
    public static TreeNode Read(string name)
    {
        using var stream = Resources.GetManifestResourceStream($"{Folder}{name}.json") ?? throw new ArgumentException($"No tree {name} is shipped.", nameof(name));
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var (root, faults) = TreeFile.Read(bytes.ToArray());
        return root ?? throw new InvalidDataException($"{name}: {faults[0]}");
    }
}
