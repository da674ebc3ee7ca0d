using System.Text.Json;
using Platform.Tests.Embedded;
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
