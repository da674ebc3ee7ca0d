using System.Text.Json;
using Platform.Tests.Embedded;
using Platform.Tests.Import;
using Tenancy.Embedded;
using Web.Verbs;
using Xunit;

namespace Platform.Tests.Verbs;

public sealed class VerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryVerb_ExplainsItselfWithoutDoingAnything()
    {
        foreach (var verb in VerbTable.All)
        {
            var (exit, output, _) = await Run(verb.Name, "--help");
            Assert.Equal(0, exit);
            Assert.Contains($"./run {verb.Name}", output, StringComparison.Ordinal);
            Assert.Contains("--json", output, StringComparison.Ordinal);
            Assert.Contains("--data DIR", output, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task UnknownOption_FailsBeforeAnythingIsDone()
    {
        var (exit, output, errors) = await Run("migrate", "--sideways");
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("There is no option --sideways.", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seal")]
    [InlineData("recount")]
    [InlineData("verify")]
    [InlineData("doctor")]
    [InlineData("migrate")]
    [InlineData("invite")]
    public async Task WordThatTheVerbDoesNotTake_FailsBeforeAnythingIsDone(string verb)
    {
        var (exit, output, errors) = await Run(verb, "330824");
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("There is nothing to do with 330824.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherWords_AreNoVerb() =>
        Assert.Null(await VerbTable.TryRunAsync(["--port", "80"], TextWriter.Null, TextWriter.Null));

    [Fact]
    public async Task Migrate_AppliesEachScriptOnce()
    {
        var first = Parse(await Run("migrate", "--json", "--data", _folder.Path));
        var second = Parse(await Run("migrate", "--json", "--data", _folder.Path));
        Assert.NotEqual(0, first.GetProperty("applied").GetArrayLength());
        Assert.Equal(0, second.GetProperty("applied").GetArrayLength());
    }

    [Fact]
    public async Task Doctor_IsRedBeforeMigrationAndNotAfter()
    {
        await (await EmbeddedServer.StartAsync(_folder.Path)).DisposeAsync();
        var (exit, output, _) = await Run("doctor", "--json", "--data", _folder.Path);
        Assert.Equal(1, exit);
        Assert.Contains("\"red\"", output, StringComparison.Ordinal);

        await Run("migrate", "--data", _folder.Path);
        var lights = Parse(await Run("doctor", "--json", "--data", _folder.Path)).EnumerateArray()
            .ToDictionary(f => f.GetProperty("check").GetString()!, f => f.GetProperty("light").GetString());
        Assert.Equal("green", lights["server"]);
        Assert.Equal("green", lights["durability"]);
        Assert.Equal("green", lights["isolation of directory"]);
        Assert.Equal("green", lights["isolation of platform_data_1"]);
        Assert.Equal("green", lights["migrations"]);
        Assert.Equal("green", lights["clock of directory"]);
    }

    [Fact]
    public async Task FolderWithoutAPlatform_IsToldAndLeftAsItIs_AlsoAsJson()
    {
        var mistyped = Path.Combine(_folder.Path, "mistyped");
        foreach (var verb in VerbTable.All.Where(verb => verb.Name != "migrate"))
        {
            string[] needed = verb.Name == "import" ? ["--jurisdiction", "330802", "--profile", "wabo-receipt", PermitLog.Csv.Path] : [];
            var (exit, output, errors) = await Run([verb.Name, "--data", mistyped, .. needed]);
            Assert.Equal((2, ""), (exit, output));
            Assert.StartsWith($"There is no platform in {mistyped}.", errors, StringComparison.Ordinal);

            (exit, output, _) = await Run([verb.Name, "--json", "--data", mistyped, .. needed]);
            Assert.Equal(2, exit);
            Assert.StartsWith($"There is no platform in {mistyped}.", Faults(output)[0], StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Faults_AreJsonWhereTheAnswerIs()
    {
        var (exit, output, _) = await Run("verify", "--sideways", "--json");
        Assert.Equal((2, "There is no option --sideways."), (exit, Assert.Single(Faults(output))));
        (exit, output, _) = await Run("import", "--json", "--jurisdiction", "330802", "--profile", "none", PermitLog.Csv.Path);
        Assert.Equal(2, exit);
        Assert.NotEmpty(Faults(output));
        (exit, output, _) = await Run("import", "--json", "--jurisdiction", "330802", "--profile", "wabo-receipt", "absent.csv");
        Assert.Equal((2, "There is no file absent.csv."), (exit, Assert.Single(Faults(output))));

        Parse(await Run("migrate", "--json", "--data", _folder.Path));
        foreach (var verb in new[] { "verify", "seal", "recount" })
        {
            (exit, output, _) = await Run(verb, "--json", "--jurisdiction", "nowhere", "--data", _folder.Path);
            Assert.Equal((2, "There is no jurisdiction nowhere."), (exit, Assert.Single(Faults(output))));
        }
    }

    private static IReadOnlyList<string> Faults(string output) =>
        [.. JsonDocument.Parse(output).RootElement.GetProperty("errors").EnumerateArray().Select(one => one.GetString()!)];

    private static JsonElement Parse((int? Exit, string Output, string Errors) run)
    {
        Assert.Equal((0, ""), (run.Exit, run.Errors));
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static async Task<(int? Exit, string Output, string Errors)> Run(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var exit = await VerbTable.TryRunAsync(arguments, output, errors);
        return (exit, output.ToString(), errors.ToString());
    }
}
