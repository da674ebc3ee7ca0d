using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Platform.Tests.Architecture;

/// <summary>Who may know whom: tenancy ← grains ← {silo, web}.</summary>
public sealed partial class ReferenceTests
{
    [Theory]
    [InlineData("tenancy")]
    [InlineData("grains", "tenancy")]
    [InlineData("silo", "grains", "tenancy")]
    [InlineData("web", "grains", "silo", "tenancy")]
    public void Project_ReferencesOnlyWhatStandsBelowIt(string project, params string[] allowed)
    {
        var file = Assert.Single(Directory.GetFiles(Path.Combine(SourceTree.Root, project), "*.csproj"));
        var referenced = XDocument.Load(file).Descendants("ProjectReference")
            .Select(r => Path.GetFileName(Path.GetDirectoryName(r.Attribute("Include")!.Value)!));
        Assert.Empty(referenced.Except(allowed));
    }

    [Fact]
    public void Web_NamesSiloInItsProgramAlone() =>
        Assert.Empty(SourceTree.Find(SourceTree.FilesOf("web").Where(f => f.Path != "web/Program.cs"), SiloNamed()));

    [Fact]
    public void Grains_KnowDatabasesInTheJournalAlone() =>
        Assert.Empty(SourceTree.Find(SourceTree.FilesOf("grains").Where(f => !f.Path.StartsWith("grains/Journal/", StringComparison.Ordinal)), DatabaseUsed()));

    [Fact]
    public void Grains_ReadNoClockAndDrawNoLots() =>
        Assert.Empty(SourceTree.Find(SourceTree.FilesOf("grains").Where(f => !f.Path.StartsWith("grains/Journal/", StringComparison.Ordinal)), ChanceUsed()));

    [Fact]
    public void ConnectionsComeFromTenancyAlone() =>
        Assert.Empty(SourceTree.Find(new[] { "grains", "silo", "web" }.SelectMany(SourceTree.FilesOf), ConnectionMade()));

    [Fact]
    public void Pages_HoldNoSql() =>
        Assert.Empty(SourceTree.Find(SourceTree.FilesOf("web/Pages"), DatabaseUsed()));

    [Theory]
    [InlineData("tenancy", "Tenancy")]
    [InlineData("grains", "Grains")]
    [InlineData("silo", "Silo")]
    [InlineData("web", "Web")]
    public void Namespace_IsTheFolder(string project, string root)
    {
        var strangers = SourceTree.FilesOf(project)
            .Select(f => (f.Path, Declared: Namespace().Match(f.Code), Expected: Expected(f.Path, root)))
            .Where(f => f.Declared.Success && f.Declared.Groups[1].Value != f.Expected)
            .Select(f => $"{f.Path}: {f.Declared.Groups[1].Value}, not {f.Expected}");
        Assert.Empty(strangers);
    }

    private static string Expected(string path, string root) =>
        string.Join('.', path.Split('/')[1..^1].Prepend(root));

    [GeneratedRegex(@"using (static )?Silo\b|(?<![\w.])Silo\.\w+")]
    private static partial Regex SiloNamed();

    [GeneratedRegex(@"using (static )?(Npgsql|Dapper|System\.Data)\b|\bNpgsql\w*\b|\bTenantSession\b|\b(select|insert into|update|delete from) [a-z_, ]+ (from|values|set|where)\b")]
    private static partial Regex DatabaseUsed();

    [GeneratedRegex(@"\bTimeProvider\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bRandom(\.Shared|NumberGenerator)?\b|\bStopwatch\b|\bEnvironment\.Tick")]
    private static partial Regex ChanceUsed();

    [GeneratedRegex(@"\bNpgsql(Slim)?DataSource(Builder|\.Create)\b|\bnew NpgsqlConnection\b|\bNpgsqlConnectionStringBuilder\b")]
    private static partial Regex ConnectionMade();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
