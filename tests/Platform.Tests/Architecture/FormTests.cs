using System.Text.RegularExpressions;
using Xunit;

namespace Platform.Tests.Architecture;

/// <summary>What no source file may hold.</summary>
public sealed partial class FormTests
{
    private static readonly string[] Projects = ["tenancy", "grains", "silo", "web", "bench", "tests"];

    [Fact]
    public void NothingIsLeftUnfinished() =>
        Assert.Empty(SourceTree.Find(Projects.SelectMany(SourceTree.FilesOf), Unfinished()));

    [GeneratedRegex(@"\bNotImplementedException\b|Skip\s*=\s*""|throw new Exception\(")]
    private static partial Regex Unfinished();
}
