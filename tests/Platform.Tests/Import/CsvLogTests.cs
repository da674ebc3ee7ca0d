using System.Text;
using Grains.Cases;
using Web.Import;
using Xunit;

namespace Platform.Tests.Import;

public sealed class CsvLogTests
{
    private const string Good = "A-1,receive,2011-10-11 13:45:40.276000+02:00,e1,r1,2011-12-06 13:41:31+01:00\n";

    [Fact]
    public async Task GoodRow_BecomesOneFact()
    {
        var fact = Assert.IsType<LogFact>(Assert.Single(await Reading.Csv(Reading.Header + Good)));
        Assert.Equal((1L, 2L, "office"), (fact.Position, fact.Line, fact.Department));
        Assert.Equal(new DateTimeOffset(2011, 10, 11, 11, 45, 40, 276, TimeSpan.Zero), fact.Fact.OccurredAt);
        Assert.Equal(new DateTimeOffset(2011, 12, 6, 12, 41, 31, TimeSpan.Zero), fact.Fact.Details.PromisedClosingTime);
    }

    [Theory]
    [InlineData("A-1,receive,2011-13-45 10:00:00+01:00,e2,,", FaultCodes.BadInstant, "when", "2011-13-45 10:00:00+01:00")]
    [InlineData("A-1,receive,yesterday,e2,,", FaultCodes.BadInstant, "when", "yesterday")]
    [InlineData("A-1,receive,2011-03-27 02:30:00,e2,,", FaultCodes.BadInstant, "when", "2011-03-27 02:30:00")]
    [InlineData("A-1,receive,2011-10-11 10:00:00+99:00,e2,,", FaultCodes.BadInstant, "when", "2011-10-11 10:00:00+99:00")]
    [InlineData("A-1,receive,2011-10-11 10:00:00Z,e2,,soon", FaultCodes.BadInstant, "deadline", "soon")]
    [InlineData("A-1,receive,,e2,,", FaultCodes.MissingValue, "when", "")]
    [InlineData(",receive,2011-10-11 10:00:00Z,e2,,", FaultCodes.MissingValue, "case", "")]
    [InlineData("A-1,,2011-10-11 10:00:00Z,e2,,", FaultCodes.MissingValue, "what", "")]
    [InlineData("A-1,receive,2011-10-11 10:00:00Z,,,", FaultCodes.MissingValue, "id", "")]
    [InlineData("A-1,receive,2011-10-11 10:00:00Z,platform:judged:1,,", FaultCodes.ReservedId, "id", "platform:judged:1")]
    [InlineData("A-1,receive,2011-10-11 10:00:00Z,e\0,,", FaultCodes.ForbiddenCharacter, "id", "e\0")]
    [InlineData("A-1,receive,2011-10-11 10:00:00Z,e2,a name that is longer than thirty characters,", FaultCodes.ValueTooLong, "who", "a name that is longer than thirty characters")]
    [InlineData("A-1,dance,2011-10-11 10:00:00Z,e2,,", FaultCodes.UnknownActivity, "what", "dance")]
    [InlineData("A-1,receive,2011-10-11 10:00:00Z,e2,", FaultCodes.FieldCount, "", "A-1,receive,2011-10-11 10:00:00Z,e2,")]
    [InlineData("A-1,re\"ceive,2011-10-11 10:00:00Z,e2,,", FaultCodes.MalformedCsv, "", "A-1,re\"ceive,2011-10-11 10:00:00Z,e2,,")]
    [InlineData("\"A\"1,receive,2011-10-11 10:00:00Z,e2,,", FaultCodes.MalformedCsv, "", "\"A\"1,receive,2011-10-11 10:00:00Z,e2,,")]
    public async Task FaultyRow_IsLocatedAndTheRowsAroundItAreRead(string row, string code, string column, string value)
    {
        var items = await Reading.Csv(Reading.Header + Good + row + "\n" + Good);
        Assert.Equal(3, items.Count);
        Assert.IsType<LogFact>(items[0]);
        var fault = Assert.IsType<LogFault>(items[1]);
        Assert.Equal((2L, 3L, code, column, value), (fault.Position, fault.Line, fault.Code, fault.Column, fault.Value));
        Assert.NotEmpty(fault.Expected);
        Assert.Equal(4, Assert.IsType<LogFact>(items[2]).Line);
    }

    [Fact]
    public async Task CaseNumberThatIsTooLong_IsRefusedWithAnExcerpt()
    {
        var fault = Assert.IsType<LogFault>(Assert.Single(await Reading.Csv(Reading.Header + new string('x', 300) + ",receive,2011-10-11 10:00:00Z,e2,,\n")));
        Assert.Equal(FaultCodes.ValueTooLong, fault.Code);
        Assert.Equal(LogFault.LongestExcerpt + 1, fault.Value.Length);
    }

    [Fact]
    public async Task QuotedFields_MayHoldDelimitersQuotesAndLineBreaks()
    {
        var items = await Reading.Csv(Reading.Header.Replace("\n", "\r\n", StringComparison.Ordinal)
            + "\"A,\"\"1\"\"\r\nsecond line\",receive,2011-10-11 10:00:00Z,e1,r1,\r\nA-2,check,2011-10-11 10:00:00Z,e2,r1,\r\n");
        Assert.Equal("A,\"1\"\r\nsecond line", Assert.IsType<LogFact>(items[0]).Fact.CaseNo);
        Assert.Equal((2L, 4L), (items[1].Position, items[1].Line));
    }

    [Fact]
    public async Task ByteOrderMark_IsNoPartOfTheFirstColumn()
    {
        byte[] content = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Reading.Header + Good)];
        Assert.IsType<LogFact>(Assert.Single(await Reading.Bytes(content, "log.csv", Reading.Profile)));
    }

    [Fact]
    public async Task ChineseEncoding_IsReadWhenTheProfileNamesIt()
    {
        var profile = Reading.Profile.Replace("\"columns\"", "\"text\": { \"encoding\": \"gb18030\" }, \"columns\"", StringComparison.Ordinal);
        var content = (await Reading.ProfileOf(profile)).Text.Strict().GetBytes(Reading.Header + Good.Replace("A-1", "许可〔2011〕1号", StringComparison.Ordinal));
        var fact = Assert.IsType<LogFact>(Assert.Single(await Reading.Bytes(content, "log.csv", profile)));
        Assert.Equal("许可〔2011〕1号", fact.Fact.CaseNo);
    }

    [Fact]
    public async Task BytesThatAreNoText_EndTheFile()
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(Reading.Header), 0xff, 0xfe, 0x2c, 0x0a];
        var fault = Assert.IsType<LogFault>((await Reading.Bytes(content, "log.csv", Reading.Profile))[^1]);
        Assert.Equal((FaultCodes.WrongEncoding, true), (fault.Code, fault.EndsFile));
    }

    [Fact]
    public async Task UnclosedQuote_EndsTheFileAndSaysWhereItBegan()
    {
        var items = await Reading.Csv(Reading.Header + Good + "A-1,\"receive,2011-10-11 10:00:00Z,e2,,\n" + Good);
        var fault = Assert.IsType<LogFault>(items[^1]);
        Assert.Equal((2, 3L, FaultCodes.MalformedCsv, true), (items.Count, fault.Line, fault.Code, fault.EndsFile));
    }

    [Fact]
    public async Task UnclosedQuoteInALargeFile_IsFoundBeforeItFillsTheMemory()
    {
        var items = await Reading.Csv(Reading.Header + Good + "A-1,\"receive," + string.Concat(Enumerable.Repeat(Good, 60_000)));
        Assert.Equal((2, FaultCodes.TooLarge), (items.Count, Assert.IsType<LogFault>(items[^1]).Code));
    }

    [Theory]
    [InlineData("case,what,when,id,who\n", "deadline")]
    [InlineData("case,what,when,id,who,deadline,case\n", "case")]
    [InlineData("", "case")]
    public async Task WrongHeader_IsToldOnce(string header, string column)
    {
        var fault = Assert.IsType<LogFault>(Assert.Single(await Reading.Csv(header + Good)));
        if (header.Length > 0)
            Assert.Equal((FaultCodes.WrongHeader, column, 1L), (fault.Code, fault.Column, fault.Line));
    }

    [Fact]
    public async Task FileWithHeaderOnly_HoldsNothing() => Assert.Empty(await Reading.Csv(Reading.Header));

    [Fact]
    public async Task EmptyFile_HasNoHeader() =>
        Assert.Equal(FaultCodes.WrongHeader, Assert.IsType<LogFault>(Assert.Single(await Reading.Csv(""))).Code);

    [Fact]
    public async Task LifecycleTransition_ChoosesTheRule()
    {
        var profile = Reading.Profile.Replace("\"handler\": \"who\"", "\"lifecycle\": \"who\"", StringComparison.Ordinal);
        var items = await Reading.Csv(Reading.Header + "A-1,check,2011-10-11 10:00:00Z,e1,start,\nA-1,check,2011-10-11 10:00:01Z,e2,complete,\n", profile);
        Assert.Equal(
            [CaseEventKind.StepStarted, CaseEventKind.StepCompleted],
            items.Select(item => Assert.IsType<LogFact>(item).Fact.Kind));
    }

    [Fact]
    public async Task SeveralIdColumns_GiveRowsTheirOwnIdWhateverTheOrder()
    {
        var profile = Reading.Profile.Replace("[\"id\"]", "[\"what\", \"when\"]", StringComparison.Ordinal);
        string[] rows = ["A-1,check,2011-10-11 10:00:00Z,,,\n", "A-1,check,2011-10-11 10:00:01Z,,,\n"];
        var forth = await Reading.Csv(Reading.Header + rows[0] + rows[1], profile);
        var back = await Reading.Csv(Reading.Header + rows[1] + rows[0], profile);
        var ids = forth.Select(item => Assert.IsType<LogFact>(item).Fact.EventId).ToList();
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(ids, back.Select(item => Assert.IsType<LogFact>(item).Fact.EventId).Reverse());
    }
}
