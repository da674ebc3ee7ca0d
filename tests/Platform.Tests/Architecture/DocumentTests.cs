using System.Text.RegularExpressions;
using Web.Verbs;
using Xunit;

namespace Platform.Tests.Architecture;

/// <summary>What the documents promise is there.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void EveryLink_LeadsToAFile()
    {
        var dead = Documents()
            .SelectMany(d => Link().Matches(File.ReadAllText(d)).Select(m => (Document: d, Target: m.Groups[1].Value)))
            .Where(l => !l.Target.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(l.Document)!, l.Target.Split('#')[0])))
            .Select(l => $"{l.Document}: {l.Target}");
        Assert.Empty(dead);
    }

    [Fact]
    public void EveryCommand_IsExplained()
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "operate.md"));
        Assert.All(VerbTable.All, verb => Assert.Contains($"`./run {verb.Name}`", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Documents() =>
        new[] { "", "docs", "data", "k8s", "bench" }.Select(f => Path.Combine(SourceTree.Root, f)).SelectMany(f => Directory.EnumerateFiles(f, "*.md"));

    [GeneratedRegex(@"\]\(([^)#][^)]*)\)")]
    private static partial Regex Link();
}
