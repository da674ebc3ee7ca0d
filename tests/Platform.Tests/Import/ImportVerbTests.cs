using System.Text.Json;
using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Import;

public sealed class ImportVerbTests(TestPlatform platform) : IClassFixture<TestPlatform>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("import-verb-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task PermitLog_IsImportedOnceWhateverTheFormAndHoweverOften()
    {
        var csv = await Import("330102", PermitLog.Csv.Path);
        AssertWabo(csv, isNew: 8577);
        var figures = await Figures("330102");
        AssertWabo(await Import("330102", PermitLog.Xes.Path), isNew: 0);
        Assert.Equal(figures, await Figures("330102"));
        Assert.Equal((8577, 1434), await Rows("330102"));
        Assert.Equal(
            [
                "act-intended", "act-intended", "department-registered", "act-intended", "item-published", "history-imported",
                "act-intended", "history-imported",
            ],
            (await AuditAsync("330102")).Select(entry => entry.Split(' ')[0]));
        Assert.All(await AuditAsync("330102"), entry => Assert.Equal($"os:{Environment.UserName}", entry.Split(' ')[1]));

        AssertWabo(await Import("330122", PermitLog.Xes.Path), isNew: 8577);
        Assert.Equal(figures, await Figures("330122"));
        Assert.Equal(377, await platform.Server.ScalarAsync<long>(platform["330122"].Database, $"select late from figure where part = 0 and origin = tenant and tenant = {platform["330122"].Id}"));
    }

    [Fact]
    public async Task KilledInTheMiddleAndMadeAgain_ComesToTheSame()
    {
        AssertWabo(await Import("330825", PermitLog.Csv.Path), isNew: 8577);

        await using (var interrupted = ImportProcess.Start(platform, "330802", Arguments(PermitLog.Csv.Path)))
        {
            while ((await Rows("330802")).Events < 2000)
                Assert.False(interrupted.HasEnded, "It ended before it could be killed.");
            await interrupted.KillAsync();
        }

        var (before, _) = await Rows("330802");
        Assert.InRange(before, 2000, 8000);
        AssertWabo(await Import("330802", PermitLog.Csv.Path), isNew: 8577 - before);
        Assert.Equal((8577, 1434), await Rows("330802"));
        Assert.Equal(await Figures("330825"), await Figures("330802"));
    }

    [Fact]
    public async Task RefusedRows_MakeItFailAndStandInTheReport()
    {
        var log = Path.Combine(_folder.FullName, "some.csv");
        var lines = await File.ReadAllLinesAsync(PermitLog.Csv.Path, TestContext.Current.CancellationToken);
        // Another county's own cases: a row with an unknown activity, and an id used again for another event.
        await File.WriteAllLinesAsync(
            log,
            [lines[0], lines[1], lines[2].Replace("T02 Check confirmation of receipt", "T99 Dance", StringComparison.Ordinal), lines[3].Replace("task-42957", "task-42933", StringComparison.Ordinal)],
            TestContext.Current.CancellationToken);
        await using var process = ImportProcess.Start(platform, "330100", Arguments(log));
        var (exit, answer, _) = await process.EndAsync();
        Assert.Equal(1, exit);
        Assert.Contains("\"refused\": 2", (await AuditAsync("330100"))[^1], StringComparison.Ordinal);
        Assert.Equal((1, 2), (answer!.Value.GetProperty("events").GetInt32(), answer.Value.GetProperty("refused").GetInt32()));
        var report = await File.ReadAllLinesAsync(answer.Value.GetProperty("report").GetString()!, TestContext.Current.CancellationToken);
        Assert.Equal(["unknown-activity", "event-id-reused"], report.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task ImportOfAnUnknownItem_IsToldAsRefused()
    {
        await using var process = ImportProcess.Start(platform, "330800", ["--item", "no-such-item", .. Arguments(PermitLog.Csv.Path)]);
        Assert.Equal(2, (await process.EndAsync()).Exit);
        var told = await AuditAsync("330800");
        Assert.Equal(["act-intended", "act-refused"], told.Select(entry => entry.Split(' ')[0]));
        Assert.Contains("\"unknown: ", told[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("999999", "wabo-receipt", "There is no jurisdiction 999999.")]
    [InlineData("330102", "no-such", "profile")]
    public async Task WrongCalls_AreTold(string jurisdiction, string profile, string said)
    {
        await using var process = ImportProcess.Start(platform, jurisdiction, "--profile", profile, PermitLog.Csv.Path);
        var (exit, answer, _) = await process.EndAsync();
        Assert.Equal(2, exit);
        Assert.Contains(said, Assert.Single(answer!.Value.GetProperty("errors").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    private string[] Arguments(string file) => ["--profile", "wabo-receipt", "--report", Path.Combine(_folder.FullName, "errors.jsonl"), file];

    private async Task<JsonElement> Import(string jurisdiction, string file)
    {
        await using var process = ImportProcess.Start(platform, jurisdiction, Arguments(file));
        var (exit, answer, errors) = await process.EndAsync();
        Assert.True(exit == 0, errors);
        return answer!.Value;
    }

    private Task<IReadOnlyList<string>> AuditAsync(string key) => platform.Server.ListAsync<string>(
        platform.Directory, $"select action || ' ' || actor || ' ' || details from audit_entry where tenant = {platform[key].Id} and actor like 'os:%' order by n");

    private static void AssertWabo(JsonElement answer, long isNew) => Assert.Equal(
        [1434, 8577, isNew, 8577 - isNew, 0, 1329, 105, 377],
        new[] { "cases", "events", "new", "duplicates", "refused", "finished", "unfinished", "lateByOwnPromise" }.Select(name => answer.GetProperty(name).GetInt64()));

    private async Task<(long Events, long Cases)> Rows(string key)
    {
        var (database, tenant) = (platform[key].Database, platform[key].Id);
        return (
            await platform.Server.ScalarAsync<long>(database, $"select count(*) from event where tenant = {tenant} and grain in (select id from case_file where tenant = {tenant})"),
            await platform.Server.ScalarAsync<long>(database, $"select count(*) from case_file where tenant = {tenant}"));
    }

    private Task<IReadOnlyList<string>> Figures(string key) => platform.Server.ListAsync<string>(platform[key].Database, $"""
        select concat_ws(' ', part, item_kind, day, received, accepted, closed, on_time, late, open, overdue, green, yellow, red)
        from figure where tenant = {platform[key].Id} and origin = tenant order by 1
        """);
}
