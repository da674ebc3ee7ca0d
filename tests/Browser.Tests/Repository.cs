using System.Runtime.CompilerServices;

namespace Browser.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its top folder.</summary>
    public static string Root { get; } = Above(Here());

    private static string Here([CallerFilePath] string path = "") => path;

    private static string Above(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        while (!File.Exists(Path.Combine(folder, "Platform.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
