using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Import;

public sealed class GrownLogTests(TestPlatform platform) : IClassFixture<TestPlatform>, IDisposable
{
    // Of the file's columns: case:enddate, concept:name.
    private const int EndDate = 4;
    private const int Activity = 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grown-log-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task GrownLog_AddsItsNewEventsAndWhatItSaysNowOfOldOnes_AndComesToTheSameFigures()
    {
        // The log as it was drawn earlier: fewer rows, and no case known to have ended.
        var lines = await File.ReadAllLinesAsync(PermitLog.Csv.Path, TestContext.Current.CancellationToken);
        string[] early = [lines[0], .. lines[1..4001].Select(Unended)];
        var ended = lines[1..4001].Count(line => line.Split(',') is var row && row[EndDate].Length > 0 && row[Activity] == "Confirmation of receipt");
        Assert.InRange(ended, 100, 4000);
        var log = Path.Combine(_folder.FullName, "early.csv");
        await File.WriteAllLinesAsync(log, early, TestContext.Current.CancellationToken);

        Assert.Equal((4000, 0, 0, 0), await ImportAsync("330102", log));
        Assert.Equal((lines.Length - 1 - 4000, 4000, 0, ended), await ImportAsync("330102", PermitLog.Csv.Path));
        Assert.Equal((0, lines.Length - 1, 0, 0), await ImportAsync("330102", PermitLog.Csv.Path));
        Assert.Equal((0, lines.Length - 1, 0, 0), await ImportAsync("330102", PermitLog.Xes.Path));

        Assert.Equal((lines.Length - 1, 0, 0, 0), await ImportAsync("330122", PermitLog.Csv.Path));
        Assert.Equal(await FiguresAsync("330122"), await FiguresAsync("330102"));
    }

    private static string Unended(string line)
    {
        var row = line.Split(',');
        row[EndDate] = "";
        return string.Join(',', row);
    }

    private async Task<(int New, int Duplicates, int Refused, int Corrections)> ImportAsync(string jurisdiction, string file)
    {
        await using var process = ImportProcess.Start(
            platform, jurisdiction, "--profile", "wabo-receipt", "--report", Path.Combine(_folder.FullName, "errors.jsonl"), file);
        var (exit, answer, errors) = await process.EndAsync();
        Assert.True(exit == 0, errors);
        int of(string name) => answer!.Value.GetProperty(name).GetInt32();
        return (of("new"), of("duplicates"), of("refused"), of("corrections"));
    }

    private Task<IReadOnlyList<string>> FiguresAsync(string key) => platform.Server.ListAsync<string>(platform[key].Database, $"""
        select concat_ws(' ', part, item_kind, day, received, accepted, closed, on_time, late, open, overdue, green, yellow, red)
        from figure
        where tenant = {platform[key].Id} and origin = tenant and (received, accepted, closed, on_time, late, open, overdue, green, yellow, red) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        order by 1
        """);
}
