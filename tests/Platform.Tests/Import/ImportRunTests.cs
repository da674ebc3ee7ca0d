using System.Text;
using System.Text.Json;
using Grains.Cases;
using Web.Import;
using Xunit;

namespace Platform.Tests.Import;

public sealed class ImportRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("import-");
    private readonly HashSet<(string Department, string CaseNo, string EventId)> _stored = [];
    private readonly List<int> _chunks = [];
    private readonly List<ImportProgress> _progress = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("wabo-receipt.csv")]
    [InlineData("wabo-receipt.xes.gz")]
    public async Task PermitLog_IsRecordedInChunksAndSummedUp(string name)
    {
        var summary = await Import(name.EndsWith("csv", StringComparison.Ordinal) ? PermitLog.Csv : PermitLog.Xes, await PermitLog.Profile());
        Assert.Equal(new ImportSummary(1434, 8577, 8577, 0, 0, 1329, 105, 377, EndedEarly: false), summary);
        Assert.Equal([.. Enumerable.Repeat(1000, 8), 577], _chunks);
        Assert.Equal(_progress.Select(p => p.Fraction).Order(), _progress.Select(p => p.Fraction));
        Assert.Equal(8577, _progress[^1].Events);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task ImportingAgain_InTheOtherForm_AddsNothing()
    {
        await Import(PermitLog.Csv, await PermitLog.Profile());
        var summary = await Import(PermitLog.Xes, await PermitLog.Profile());
        Assert.Equal(new ImportSummary(1434, 8577, 0, 8577, 0, 1329, 105, 377, EndedEarly: false), summary);
        Assert.Equal(8577, _stored.Count);
    }

    [Fact]
    public async Task Faults_StandInTheReportLineByLine()
    {
        var log = Write("log.csv", Reading.Header + "A-1,receive,2011-10-11 10:00:00Z,e1,,\nA-1,dance,2011-10-11 10:00:00Z,e2,,\nB-1,receive,2011-10-11 10:00:00Z,poison,,\n");
        var summary = await Import(log, await Reading.ProfileOf(Reading.Profile));
        Assert.Equal((1, 1L, 2L, false), (summary.Cases, summary.Events, summary.Refused, summary.EndedEarly));
        var lines = (await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "errors.jsonl"), TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(("log.csv", 2, 3, "unknown-activity", "what", "dance"), Fields(lines[0]));
        Assert.Equal(("log.csv", 3, 4, "event-id-reused", "eventId", "seen with other content"), Fields(lines[1]));
        Assert.Equal("poison", lines[1].GetProperty("eventId").GetString());
    }

    [Fact]
    public async Task LogThatBreaksOff_IsImportedUpToThereAndSaysSo()
    {
        var log = Write("log.csv", Reading.Header + "A-1,receive,2011-10-11 10:00:00Z,e1,,\nA-1,\"check,2011-10-11 10:00:00Z,e2,,\n");
        var summary = await Import(log, await Reading.ProfileOf(Reading.Profile));
        Assert.Equal((1L, 1L, true), (summary.Events, summary.Refused, summary.EndedEarly));
    }

    private LogFile Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return new LogFile(path, name);
    }

    private async Task<ImportSummary> Import(LogFile log, MappingProfile profile)
    {
        await using var report = new ErrorReport(Path.Combine(_folder.FullName, "errors.jsonl"));
        var run = new ImportRun(profile, Record, report.Write, Progress);
        await run.Add(log, TestContext.Current.CancellationToken);
        return run.Summary();
    }

    private Task Progress(ImportProgress progress, CancellationToken cancellation)
    {
        _progress.Add(progress);
        return Task.CompletedTask;
    }

    private Task<ChunkAnswer> Record(string department, IReadOnlyList<CaseFact> facts, CancellationToken cancellation)
    {
        _chunks.Add(facts.Count);
        ChunkRefusal[] refused = [.. facts.Where(fact => fact.EventId == "poison").Select(fact => new ChunkRefusal(fact.Index, "event-id-reused", "eventId", "seen with other content", "a new id"))];
        var known = facts.Count(fact => _stored.Contains((department, fact.CaseNo, fact.EventId)));
        foreach (var fact in facts.Where(fact => fact.EventId != "poison"))
            _stored.Add((department, fact.CaseNo, fact.EventId));
        return Task.FromResult(new ChunkAnswer(facts.Count - known - refused.Length, known, refused));
    }

    private static (string?, int, int, string?, string?, string?) Fields(JsonElement line) => (
        line.GetProperty("file").GetString(), line.GetProperty("row").GetInt32(), line.GetProperty("line").GetInt32(),
        line.GetProperty("code").GetString(), line.GetProperty("column").GetString(), line.GetProperty("value").GetString());
}
