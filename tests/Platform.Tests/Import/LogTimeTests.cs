using System.Globalization;
using Web.Import;
using Xunit;

namespace Platform.Tests.Import;

public sealed class LogTimeTests
{
    [Theory]
    [InlineData("2011-10-11T13:45:40.276+02:00", "2011-10-11T11:45:40.276000Z")]
    [InlineData("2011-10-11 13:45:40.276000+02:00", "2011-10-11T11:45:40.276000Z")]
    [InlineData("2011-10-11 13:45:40+0200", "2011-10-11T11:45:40.000000Z")]
    [InlineData("2011-10-11 13:45:40.123456789", null)]
    [InlineData("2011-10-11 13:45:40.1234567Z", "2011-10-11T13:45:40.123456Z")]
    [InlineData("2011-10-11 13:45:40-05", "2011-10-11T18:45:40.000000Z")]
    [InlineData(" 2011-10-11 13:45Z ", "2011-10-11T13:45:00.000000Z")]
    [InlineData("20111011134540", "2011-10-11T11:45:40.000000Z")]
    [InlineData("20111011134540+0800", "2011-10-11T05:45:40.000000Z")]
    [InlineData("2011-10-30 02:30:00", "2011-10-30T01:30:00.000000Z")]
    [InlineData("2011-03-27 02:30:00", null)]
    [InlineData("2011-02-29 10:00:00Z", null)]
    [InlineData("0001-01-01 00:00:00+02:00", null)]
    [InlineData("2011-10-11", null)]
    [InlineData("-", null)]
    [InlineData("Z", null)]
    public async Task Instant_IsReadOrRefused(string text, string? expected)
    {
        var profile = Reading.Profile.Replace("\"time\": {", "\"time\": { \"formats\": [\"yyyyMMddHHmmss\"],", StringComparison.Ordinal);
        var item = Assert.Single(await Reading.Csv(Reading.Header + $"A-1,receive,{text},e1,,\n", profile));
        if (expected is null)
            Assert.Equal(FaultCodes.BadInstant, Assert.IsType<LogFault>(item).Code);
        else
            Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), Assert.IsType<LogFact>(item).Fact.OccurredAt);
    }
}
