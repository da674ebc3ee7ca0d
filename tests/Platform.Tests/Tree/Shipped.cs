using Tenancy.Tree;
using Xunit;

namespace Platform.Tests.Tree;

/// <summary>The tree files in <c>data/divisions</c>.</summary>
internal static class Shipped
{
    public static TreeNode Read(string file)
    {
        var (root, faults) = TreeFile.Read(File.ReadAllBytes(Path.Combine(Folder(), $"{file}.json")));
        Assert.Empty(faults);
        return root!;
    }

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Platform.sln")))
            at = at.Parent;
        return Path.Combine(at!.FullName, "data", "divisions");
    }
}
