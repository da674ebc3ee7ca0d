using System.IO.Compression;
using System.Text;
using Grains.Cases;
using Web.Import;
using Xunit;

namespace Platform.Tests.Import;

/// <summary>A small upload cannot make a node read, or keep faults, without end.</summary>
public sealed class ImportLimitsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("import-limits-");
    private readonly List<ErrorLine> _report = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task LogOfFaults_IsReadUpToTheMostThatAreKept_AndSaysSo()
    {
        var log = Pack("faults.csv.gz", Reading.Header + string.Concat(Enumerable.Repeat("x\n", 60_000)));
        Assert.InRange(new FileInfo(log.Path).Length, 1, 2_000);
        var summary = await ImportAsync(log, ImportLimits.Upload);
        Assert.Equal((true, ImportLimits.Upload.Faults + 1, false), (summary.EndedEarly, summary.Refused, summary.Complete));
        Assert.Equal(summary.Refused, _report.Count);
        Assert.Equal((FaultCodes.TooManyFaults, ImportLimits.Upload.Faults + 1), (_report[^1].Code, _report[^1].Row));
    }

    [Fact]
    public async Task LogWithAsManyFaultsAsAreKept_IsReadToItsEnd()
    {
        var summary = await ImportAsync(Pack("some.csv.gz", Reading.Header + "x\nx\n"), ImportLimits.Upload with { Faults = 2 });
        Assert.Equal((false, 2L), (summary.EndedEarly, summary.Refused));
    }

    [Fact]
    public async Task LogOfTooManyRows_IsImportedUpToThere()
    {
        var rows = string.Concat(Enumerable.Range(1, 5).Select(n => $"A-{n},receive,2011-10-11 10:00:00Z,e{n},,\n"));
        var summary = await ImportAsync(Pack("rows.csv.gz", Reading.Header + rows), ImportLimits.Upload with { Rows = 3 });
        Assert.Equal((3L, 1L, true), (summary.Events, summary.Refused, summary.EndedEarly));
        Assert.Equal((FaultCodes.TooManyRows, 4L), (_report[^1].Code, _report[^1].Row));
    }

    [Theory]
    [InlineData("large.csv.gz")]
    [InlineData("large.csv")]
    public async Task LogThatIsTooLargeUnpacked_IsToldBeforeItsFirstRow(string name)
    {
        var text = Reading.Header + string.Concat(Enumerable.Repeat("A-1,receive,2011-10-11 10:00:00Z,e1,,\n", 100));
        var log = name.EndsWith("gz", StringComparison.Ordinal) ? Pack(name, text) : Write(name, Encoding.UTF8.GetBytes(text));
        var exact = await ImportAsync(log, ImportLimits.Upload with { Bytes = text.Length });
        Assert.False(exact.EndedEarly);

        var summary = await ImportAsync(log, ImportLimits.Upload with { Bytes = text.Length - 1 });
        Assert.Equal((0L, 1L, true), (summary.Events, summary.Refused, summary.EndedEarly));
        Assert.Equal((FaultCodes.TooLarge, 0L), (_report[^1].Code, _report[^1].Row));
    }

    [Fact]
    public async Task NameThatALogGivesItsColumn_IsReportedAsAnExcerpt()
    {
        var key = new string('k', 100_000);
        var log = Write("keys.xes", Encoding.UTF8.GetBytes($"<log><trace><event><string key=\"{key}\" value=\"a\"/><string key=\"{key}\" value=\"b\"/></event></trace></log>"));
        await ImportAsync(log, ImportLimits.Upload);
        Assert.InRange(Assert.Single(_report).Column.Length, 1, LogFault.LongestExcerpt + 1);
    }

    private LogFile Pack(string name, string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return Write(name, packed.ToArray());
    }

    private LogFile Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return new LogFile(path, name);
    }

    private async Task<ImportSummary> ImportAsync(LogFile log, ImportLimits limits)
    {
        var run = new ImportRun(await Reading.ProfileOf(Reading.Profile), RecordAsync, ReportAsync, (_, _) => Task.CompletedTask) { Limits = limits };
        await run.Add(log, TestContext.Current.CancellationToken);
        return run.Summary();
    }

    private Task ReportAsync(ErrorLine line, CancellationToken cancellation)
    {
        _report.Add(line);
        return Task.CompletedTask;
    }

    private static Task<ChunkAnswer> RecordAsync(string department, IReadOnlyList<CaseFact> facts, CancellationToken cancellation) =>
        Task.FromResult(new ChunkAnswer(facts.Count, 0, []));
}
