using System.Text.RegularExpressions;

namespace Platform.Tests.Architecture;

/// <summary>The source files this build was made from.</summary>
internal static partial class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files of a project, by their path from the root, with comments taken out.</summary>
    public static IReadOnlyList<(string Path, string Code)> FilesOf(string project) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
            .Where(f => !GeneratedFolder().IsMatch(f))
            .Order(StringComparer.Ordinal)
            .Select(f => (Path.GetRelativePath(Root, f), Comment().Replace(File.ReadAllText(f), ""))),
    ];

    /// <summary>The places, <c>path: text</c>, where a pattern occurs.</summary>
    public static IReadOnlyList<string> Find(IEnumerable<(string Path, string Code)> files, Regex pattern) =>
        [.. files.SelectMany(f => pattern.Matches(f.Code).Select(m => $"{f.Path}: {m.Value.Trim()}"))];

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Platform.sln")))
            at = at.Parent ?? throw new DirectoryNotFoundException("These tests read the source tree they were built in.");
        return at.FullName;
    }

    [GeneratedRegex("/(bin|obj|node_modules)/")]
    private static partial Regex GeneratedFolder();

    // Not inside a string: "http://…" has a slash before its slashes' text, never white space or a line's start.
    [GeneratedRegex(@"(?<=^|\s)//[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
