using System.Text;
using Grains.Cases;
using Web.Interface;
using Xunit;

namespace Platform.Tests.Interface;

public sealed class RefusalTests
{
    private const string Good = """{"eventId":"e1","caseNo":"c1","itemCode":"i1","kind":"submitted","occurredAt":"2026-11-20T09:30:00+08:00"}""";

    /// <summary>What makes an event one that cannot be understood: in place of <c>"caseNo":"c1"</c>, with the field and the code.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        { "\"caseNo\":\"\\ud800\"", "caseNo", "malformed" },
        { "\"caseNo\":\"c1\",\"\\ud800\":1", "", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"\\udc00\":1}", "data", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"x\":\"\\udc00\"}", "data.x", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"reason\":\"\\ud800x\"}", "data.reason", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"x\":[\"\\ud800\"]}", "data.x", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"materials\":[\"\\ud800\"]}", "data.materials", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"caseType\":\"\\ud800\"}", "data.caseType", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"closedAt\":\"\\ud800\"}", "data.closedAt", "malformed" },
        { "\"caseNo\":\"c1\",\"a\\u0000b\":1", "a\uFFFDb", "unknown-field" },
        { "\"caseNo\":\"c\\u00001\"", "caseNo", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"a\\u0000b\":1}", "data.a\uFFFDb", "too-long" },
        { "\"caseNo\":\"c1\",\"eventId\":\"platform:judged:1\"", "eventId", "malformed" },
        { "\"caseNo\":\"c1\",\"eventId\":\"e\\u0000\"", "eventId", "malformed" },
        { "\"caseNo\":\"c1\",\"occurredAt\":\"0001-01-01T00:00:00Z\"", "occurredAt", "malformed" },
        { "\"caseNo\":\"c1\",\"occurredAt\":\"00010101000000\"", "occurredAt", "malformed" },
        { "\"caseNo\":\"c1\",\"occurredAt\":\"1899-12-31T23:59:59Z\"", "occurredAt", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"promisedClosingTime\":\"9999-12-31T23:59:59Z\"}", "data.promisedClosingTime", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"promisedClosingTime\":\"99991231T235959\"}", "data.promisedClosingTime", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"appliedAt\":\"2100-01-01T00:00:00Z\"}", "data.appliedAt", "malformed" },
        { $"\"caseNo\":\"c1\",\"data\":{{\"materials\":[{string.Join(',', Enumerable.Repeat("\"m\"", 201))}]}}", "data.materials", "too-many" },
        { "\"caseNo\":\"c1\",\"data\":{\"materials\":[1]}", "data.materials", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"materials\":{}}", "data.materials", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":{\"greenChannel\":1}", "data.greenChannel", "malformed" },
        { $"\"caseNo\":\"c1\",\"data\":{{{string.Join(',', Enumerable.Range(0, 51).Select(i => $"\"x{i}\":1"))}}}", "data.x50", "too-many" },
        { $"\"caseNo\":\"c1\",\"data\":{{\"x\":\"{new string('x', 4_001)}\"}}", "data.x", "too-long" },
        { $"\"caseNo\":\"c1\",\"data\":{{\"x\":{new string('[', 15)}{new string(']', 15)}}}", "data", "malformed" },
        { $"\"caseNo\":\"c1\",\"x\":{new string('[', 400)}{new string(']', 400)}", "", "malformed" },
        { "\"caseNo\":\"c1\",\"data\":7", "data", "malformed" },
        { "\"caseNo\":null", "caseNo", "missing" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void FaultyEvent_IsRefusedByItself_WithPlaceCodeAndTexts(string faulty, string field, string code)
    {
        var bad = Good.Replace("\"caseNo\":\"c1\"", faulty, StringComparison.Ordinal);
        foreach (var body in (string[])[$"[{Good},{bad},{Good}]", $"{Good}\n{bad}\n{Good}"])
        {
            var read = Read(Encoding.UTF8.GetBytes(body));
            Assert.Equal([0, 2], read.Facts.Select(fact => fact.Index));
            var refused = Assert.Single(read.Refused);
            Assert.Equal((1, field, code), (refused.Index, refused.Field, refused.Code));
            Assert.Equal(bad, Encoding.UTF8.GetString(refused.Raw.Span));
            Assert.NotEmpty(refused.Message);
            Assert.NotEmpty(refused.Expected);
        }
    }

    [Fact]
    public void WhatARefusalQuotes_IsShort()
    {
        var name = new string('n', 1_000_000);
        var refused = Assert.Single(Read(Encoding.UTF8.GetBytes($$"""[{"eventId":"{{name}}"},{"eventId":"e","{{name}}":1}]""")).Refused.Skip(1));
        Assert.True(refused.Field.Length <= 200 && refused.Message.Length <= 2_000);
        Assert.True(Read(Encoding.UTF8.GetBytes($$"""[{"eventId":"{{name}}"}]""")).Refused.Single().EventId!.Length <= 200);
    }

    [Fact]
    public void FiveLevelsOfArrays_AreTaken() =>
        Assert.Single(Read(Encoding.UTF8.GetBytes($"[{Good.Replace("\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"data\":{\"x\":[[[[[[[[1]]]]]]]]}", StringComparison.Ordinal)}]")).Facts);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void BodyInAnotherEncoding_IsRefusedWhole(string encoding) => Assert.Equal(
        "not-utf8", Assert.Throws<UnreadableBodyException>(() => Read(Encoding.GetEncoding(encoding).GetBytes($"[{Good}]"))).Code);

    [Fact]
    public void MarkOfUtf8_IsPassedOver() => Assert.Single(Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($"[{Good}]")]).Facts);

    [Fact]
    public void BodyBeyondAllDepth_IsRefusedWhole() => Assert.Equal(
        "malformed", Assert.Throws<UnreadableBodyException>(() => Read(Encoding.UTF8.GetBytes($"[{Good},{new string('[', 600)}{new string(']', 600)}]"))).Code);

    [Fact]
    public void WhatNamesAPersonOrIsUnknown_IsKeptApart()
    {
        var details = Read(Encoding.UTF8.GetBytes(Good.Replace(
            "\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"data\":{\"days\":5,\"approver\":\"科长01\",\"applicantPhone\":\"1\",\"nested\":{\"x\":[\"2\"]},\"reason\":\"案情复杂\"}", StringComparison.Ordinal)))
            .Facts.Single().Details;
        Assert.Equal(["applicantPhone", "approver", "nested"], details.Personal.Select(field => field.Key));
        Assert.Equal("科长01", details.Personal[1].Value);
        Assert.Equal((CaseDetails.KeptApart, "案情复杂", 5), (details.Approver, details.Reason, details.Days));
        Assert.Empty(details.Extra);
    }

    [Fact]
    public void NobodyWhoApproved_IsNobodyStill() =>
        Assert.Equal(" ", Read(Encoding.UTF8.GetBytes(Good.Replace("\"caseNo\":\"c1\"", "\"caseNo\":\"c1\",\"data\":{\"approver\":\" \"}", StringComparison.Ordinal))).Facts.Single().Details.Approver);

    [Theory]
    [InlineData("approver")]
    [InlineData("applicantPhone")]
    [InlineData("contactName")]
    [InlineData("idNumber")]
    [InlineData("postalAddress")]
    [InlineData("applicantMobile")]
    [InlineData("legalRepresentative")]
    public void WhatNamesAPerson_IsHiddenInQuarantineAndKeptOutOfTheChain(string name) =>
        Assert.True(PersonalFields.IsOfData(name) && PersonalFields.Holds($"data.{name}"));

    private static ReadEvents Read(byte[] body) => EventReader.Read(body, "D1", CaseSource.Interface);
}
