using System.Text;
using Web.Quarantine;
using Xunit;

namespace Platform.Tests.Quarantine;

public sealed class JsonTextTests
{
    [Fact]
    public void FieldAtFault_IsMarkedWithAllItHolds()
    {
        var lines = JsonText.Lines(Bytes("""{"kind":"x","data":{"amount":-1,"materials":["甲",{"a":1}],"none":{}}}"""), "data.materials", hidesPersons: false)!.Value;
        Assert.Equal(
            ["{", "  \"kind\": \"x\",", "  \"data\": {", "    \"amount\": -1,", "    \"materials\": [", "      \"甲\",", "      {", "        \"a\": 1", "      }", "    ],", "    \"none\": {}", "  }", "}"],
            lines.Select(line => line.Text));
        Assert.Equal([4, 5, 6, 7, 8, 9], lines.Index().Where(line => line.Item.IsFaulty).Select(line => line.Index));
    }

    [Fact]
    public void WhatIsSetOut_ReadsTheSame()
    {
        const string text = """{"a":[[],[1,2.50,1e3]],"b":"\u0000\"<>","c":null,"a":true}""";
        Assert.Equal(text.Replace("\\u0000", "\\u0000", StringComparison.Ordinal), Compact(JsonText.ToEdit(Bytes(text))));
    }

    [Fact]
    public void WhatIsAboutPeopleOrUnknown_IsLeftOut()
    {
        var text = string.Join('\n', JsonText.Lines(
            Bytes("""{"handler":"甲","caseNo":"c","data":{"applicantName":"乙","opinion":"丙","amount":1,"x":{"y":"丁"}},"surname":["戊"]}"""), "", hidesPersons: true)!.Value.Select(line => line.Text));
        Assert.DoesNotContain(text, letter => "甲乙丙丁戊".Contains(letter, StringComparison.Ordinal));
        Assert.Contains("\"caseNo\": \"c\"", text, StringComparison.Ordinal);
        Assert.Null(JsonText.Lines(Bytes("[\"甲\"]"), "", hidesPersons: true));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("not json")]
    public void WhatIsNoJson_IsShownAsItCame(string text)
    {
        Assert.Null(JsonText.Lines(Bytes(text), "", hidesPersons: false));
        Assert.Equal(text, JsonText.ToEdit(Bytes(text)));
    }

    [Fact]
    public void BytesThatAreNoText_AreShownWithAMark() => Assert.Contains('\uFFFD', JsonText.ToEdit([(byte)'"', 0xC3, 0x28, (byte)'"']));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Compact(string text) => string.Concat(text.Split('\n').Select(line => line.Trim())).Replace("\": ", "\":", StringComparison.Ordinal);
}
