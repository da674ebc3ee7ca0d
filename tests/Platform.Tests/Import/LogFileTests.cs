using Web.Import;
using Xunit;

namespace Platform.Tests.Import;

public sealed class LogFileTests
{
    private const string Row = "A-1,receive,2011-10-11 10:00:00Z,e1,r1,\n";

    [Theory]
    [InlineData("a.csv", LogFormat.Csv)]
    [InlineData("A.CSV.GZ", LogFormat.Csv)]
    [InlineData("a.b.xes", LogFormat.Xes)]
    [InlineData("a.xes.gz", LogFormat.Xes)]
    public void Name_TellsTheFormat(string name, LogFormat expected) => Assert.Equal(expected, LogFormats.Of(name));

    [Theory]
    [InlineData("a.xlsx")]
    [InlineData("a.gz")]
    [InlineData("csv")]
    public void OtherNames_TellNone(string name) => Assert.Null(LogFormats.Of(name));

    [Fact]
    public async Task UnknownFormat_IsTold()
    {
        var fault = Assert.IsType<LogFault>(Assert.Single(await Reading.Bytes([1, 2, 3], "log.xlsx", Reading.Profile)));
        Assert.Equal((FaultCodes.UnknownFormat, true), (fault.Code, fault.EndsFile));
    }

    [Fact]
    public async Task GzipOfSeveralMembers_IsReadAsOneFile()
    {
        byte[] content = [.. Reading.Gzip(Reading.Header), .. Reading.Gzip(Row)];
        Assert.IsType<LogFact>(Assert.Single(await Reading.Bytes(content, "log.csv.gz", Reading.Profile)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(60)]
    public async Task GzipCutShort_IsFoundBeforeItsFirstRow(int missing)
    {
        var whole = Reading.Gzip(Reading.Header + string.Concat(Enumerable.Range(0, 500).Select(i => Row.Replace("e1", $"e{i * 7919 % 1009}", StringComparison.Ordinal))));
        var fault = Assert.IsType<LogFault>(Assert.Single(await Reading.Bytes(whole[..^missing], "log.csv.gz", Reading.Profile)));
        Assert.Equal((FaultCodes.DamagedArchive, true), (fault.Code, fault.EndsFile));
    }

    [Fact]
    public async Task GzipWithAFlippedByte_IsFoundBeforeItsFirstRow()
    {
        var whole = Reading.Gzip(Reading.Header + Row);
        whole[^6] ^= 0x10;
        Assert.Equal(FaultCodes.DamagedArchive, Assert.IsType<LogFault>(Assert.Single(await Reading.Bytes(whole, "log.csv.gz", Reading.Profile))).Code);
    }

    [Fact]
    public async Task PlainFileNamedGz_IsReadAllTheSame() =>
        Assert.IsType<LogFact>(Assert.Single(await Reading.Bytes(System.Text.Encoding.UTF8.GetBytes(Reading.Header + Row), "log.csv.gz", Reading.Profile)));
}
