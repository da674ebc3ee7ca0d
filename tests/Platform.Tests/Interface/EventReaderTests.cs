using System.Text;
using Grains.Cases;
using Web.Interface;
using Xunit;

namespace Platform.Tests.Interface;

public sealed class EventReaderTests
{
    private const string Good = """{"eventId":"e1","caseNo":"c1","itemCode":"i1","kind":"submitted","occurredAt":"2026-11-20T09:30:00+08:00"}""";

    [Fact]
    public void Array_GivesFactsInOrderWithTheirBytes()
    {
        var read = Read($"[{Good}, {Good.Replace("e1", "e2", StringComparison.Ordinal)}]");
        Assert.Equal([("e1", 0), ("e2", 1)], read.Facts.Select(f => (f.EventId, f.Index)));
        Assert.Equal(Good, Encoding.UTF8.GetString(read.Facts[0].Raw.Span));
        Assert.Equal(TimeSpan.Zero, read.Facts[0].OccurredAt.Offset);
        Assert.Equal(1, read.Facts[0].OccurredAt.Hour);
    }

    [Fact]
    public void BrokenLine_IsRefusedAloneAndTheOthersAreKept()
    {
        var read = Read($"{Good}\n{{\"eventId\": \"e2\", \n\n{Good}\n", lines: true);
        Assert.Equal(2, read.Facts.Count);
        Assert.Equal((1, "malformed"), (read.Refused.Single().Index, read.Refused.Single().Code));
    }

    [Theory]
    [InlineData("\"kind\":\"submitted\"", "\"kind\":\"deemed-accepted\"", "kind", "unknown-kind")]
    [InlineData("\"kind\":\"submitted\"", "\"kind\":\"judged\"", "kind", "unknown-kind")]
    [InlineData("\"caseNo\":\"c1\"", "\"caseNo\":\" \"", "caseNo", "missing")]
    [InlineData("\"caseNo\":\"c1\"", "\"caseNo\":7", "caseNo", "malformed")]
    [InlineData("+08:00", "", "occurredAt", "malformed")]
    [InlineData("\"2026-11-20T09:30:00+08:00\"", "\"\"", "occurredAt", "missing")]
    [InlineData("\"2026-11-20T09:30:00+08:00\"", "\"  \"", "occurredAt", "missing")]
    [InlineData("\"2026-11-20T09:30:00+08:00\"", "null", "occurredAt", "missing")]
    [InlineData("\"kind\":\"submitted\"", "\"kind\":\"submitted\",\"kind\":\"accepted\"", "kind", "malformed")]
    [InlineData("\"kind\":\"submitted\"", "\"kind\":null,\"kind\":\"accepted\"", "kind", "malformed")]
    [InlineData("\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"caseNo\":\"c2\"", "caseNo", "malformed")]
    [InlineData("\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"data\":{},\"data\":{}", "data", "malformed")]
    [InlineData("\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"data\":{\"days\":1,\"days\":2}", "data.days", "malformed")]
    [InlineData("\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"data\":{\"own\":null,\"own\":2}", "data.own", "malformed")]
    [InlineData("\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"colour\":1", "colour", "unknown-field")]
    [InlineData("\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"department\":\"D2\"", "department", "unknown-department")]
    [InlineData("\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"data\":{\"amount\":-1}", "data.amount", "malformed")]
    [InlineData("\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"data\":{\"promisedClosingTime\":\"soon\"}", "data.promisedClosingTime", "malformed")]
    [InlineData("\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"data\":[]", "data", "malformed")]
    public void Fault_IsLocated(string part, string broken, string field, string code)
    {
        var read = Read($"[{Good}, {Good.Replace(part, broken, StringComparison.Ordinal)}]");
        Assert.Single(read.Facts);
        Assert.Equal((1, field, code), (read.Refused.Single().Index, read.Refused.Single().Field, read.Refused.Single().Code));
        Assert.NotEmpty(read.Refused.Single().Expected);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("null")]
    public void BlankDepartment_IsThatOfTheToken(string blank) =>
        Assert.Single(Read($"[{Good.Replace("\"kind\"", $"\"department\":{blank},\"kind\"", StringComparison.Ordinal)}]").Facts);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("[{]", "malformed")]
    [InlineData("[] x", "malformed")]
    [InlineData("[", "malformed")]
    [InlineData("{\"a\":", "malformed")]
    [InlineData("{\"a\":1}\n{\"b\"", "malformed")]
    [InlineData("not JSON", "malformed")]
    public void BodyThatIsNoJson_IsRefusedWhole(string body, string code) =>
        Assert.Equal(code, Assert.Throws<UnreadableBodyException>(() => Read(body)).Code);

    [Fact]
    public void BodyThatIsNoJson_IsLocated() =>
        Assert.Contains("line 2, byte 12", Assert.Throws<UnreadableBodyException>(() => Read($"{Good}\n{{\"eventId\": x}}\n{Good}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\n", true)]
    [InlineData("\r\n\r\n", false)]
    public void EventsOneAfterTheOther_AreRead(string between, bool lines)
    {
        var read = Read(Good + between + Good.Replace("e1", "e2", StringComparison.Ordinal) + between, lines);
        Assert.Equal([("e1", 0), ("e2", 1)], read.Facts.Select(f => (f.EventId, f.Index)));
        Assert.Equal(Good, Encoding.UTF8.GetString(read.Facts[0].Raw.Span));
    }

    [Fact]
    public void OneEventOverManyLines_IsOne() =>
        Assert.Equal("e1", Read(Good.Replace(",", ",\n  ", StringComparison.Ordinal)).Facts.Single().EventId);

    [Fact]
    public void MoreThanFiveThousand_AreRefusedWhole() =>
        Assert.Equal("too-many", Assert.Throws<UnreadableBodyException>(() => Read($"[{string.Join(',', Enumerable.Repeat(Good, 5_001))}]")).Code);

    [Fact]
    public void EscapedOffset_IsAnOffset() =>
        Assert.Equal(1, Read($"[{Good.Replace("+08:00", "\\u002B08:00", StringComparison.Ordinal)}]").Facts.Single().OccurredAt.Hour);

    [Fact]
    public void StandardTime_IsReadInShanghai()
    {
        var read = Read($"[{Good.Replace("2026-11-20T09:30:00+08:00", "20261120T093000", StringComparison.Ordinal)}]");
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 1, 30, 0, TimeSpan.Zero), read.Facts.Single().OccurredAt);
    }

    [Fact]
    public void Data_IsSplitIntoWhatIsJudgedAndWhatIsKeptApart()
    {
        var details = Read("""
            [{"eventId":"e1","caseNo":"c1","itemCode":"i1","kind":"submitted","occurredAt":"2026-11-20T01:30:00Z",
              "data":{"caseType":"2","applicantName":"某某","materials":["a","b"],"investmentProjectNumber":"P-1","nested":{"x":[1]}}}]
            """).Facts.Single().Details;
        Assert.Equal(CaseType.Promised, details.CaseType);
        Assert.Equal(["a", "b"], details.Materials);
        Assert.Equal(["applicantName", "investmentProjectNumber", "nested"], details.Personal.Select(p => p.Key));
        Assert.Empty(details.Extra);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TextThatIsNone_IsRefusedAlone(bool lines)
    {
        var bad = Encoding.Latin1.GetBytes(Good.Replace("c1", "c\u00C3\u0028", StringComparison.Ordinal));
        var half = Encoding.UTF8.GetBytes(Good.Replace("c1", "\\ud800", StringComparison.Ordinal));
        byte[] between = lines ? "\n"u8.ToArray() : ","u8.ToArray();
        byte[] body = [.. lines ? [] : "["u8.ToArray(), .. bad, .. between, .. half, .. between, .. Encoding.UTF8.GetBytes(Good), .. lines ? [] : "]"u8.ToArray()];
        var read = EventReader.Read(body, "D1", CaseSource.Interface, lines);
        Assert.Equal([2], read.Facts.Select(f => f.Index));
        Assert.Equal([(0, "malformed"), (1, "malformed")], read.Refused.Select(r => (r.Index, r.Code)));
        Assert.Equal(bad, read.Refused[0].Raw.ToArray());
    }

    private static ReadEvents Read(string body, bool lines = false) => EventReader.Read(Encoding.UTF8.GetBytes(body), "D1", CaseSource.Interface, lines);
}
