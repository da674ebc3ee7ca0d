using Web.Import;
using Xunit;

namespace Platform.Tests.Import;

public sealed class XesLogTests
{
    private const string Globals = """
        <global scope="trace"><string key="concept:name" value="UNKNOWN"/><date key="deadline" value="1970-01-01T00:00:00.000+01:00"/></global>
        <global scope="event"><string key="org:group" value="front"/></global>
        """;

    private static string Log(string inside) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
        <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
        {inside}
        </log>
        """;

    private static string Event(string id, string more = "") => $"""
        <event><string key="concept:name" value="check"/><string key="concept:instance" value="{id}"/><date key="time:timestamp" value="2011-10-11T13:45:40.276+02:00"/>{more}</event>
        """;

    [Fact]
    public async Task TraceWithEvents_GivesAFactEach()
    {
        var items = await Reading.Xes(Log($"""<trace><string key="concept:name" value="A-1"/>{Event("e1")}{Event("e2")}</trace><trace><string key="concept:name" value="A-2"/>{Event("e3")}</trace>"""));
        Assert.Equal(["A-1", "A-1", "A-2"], items.Select(item => Assert.IsType<LogFact>(item).Fact.CaseNo));
        Assert.Equal([1L, 2L, 3L], items.Select(item => item.Position));
        Assert.Equal(new DateTimeOffset(2011, 10, 11, 11, 45, 40, 276, TimeSpan.Zero), ((LogFact)items[0]).Fact.OccurredAt);
    }

    [Fact]
    public async Task AttributesOfOneTrace_DoNotLeakIntoTheNext()
    {
        var items = await Reading.Xes(Log($"""<trace><string key="concept:name" value="A-1"/>{Event("e1")}</trace><trace>{Event("e2")}</trace>"""));
        Assert.Equal((FaultCodes.MissingValue, "case:concept:name"), (((LogFault)items[1]).Code, ((LogFault)items[1]).Column));
    }

    [Fact]
    public async Task NestedAttributes_AndListMembers_AreReachedByPath()
    {
        var nested = """<list key="size"><values><int key="weight" value="12"/></values></list><container key="box"><float key="depth" value="1.5"/></container>""";
        var fact = Assert.IsType<LogFact>(Assert.Single(await Reading.Xes(Log($"""<trace><string key="concept:name" value="A-1"/>{Event("e1", nested)}</trace>""")))).Fact;
        Assert.Equal(new KeyValuePair<string, string>("weight", "12"), Assert.Single(fact.Details.Extra));
    }

    [Fact]
    public async Task GlobalDefault_StandsInOnlyWhereTheProfileSaysSo()
    {
        var log = Log($"""{Globals}<trace><string key="concept:name" value="A-1"/>{Event("e1")}</trace>""");
        Assert.Null(Assert.IsType<LogFact>(Assert.Single(await Reading.Xes(log))).Fact.Post);
        var applying = Reading.XesProfile.Replace("\"activities\"", "\"globals\": [\"org:group\"], \"activities\"", StringComparison.Ordinal);
        Assert.Equal("front", Assert.IsType<LogFact>(Assert.Single(await Reading.Xes(log, applying))).Fact.Post);
    }

    [Theory]
    [InlineData("<string value=\"x\"/>", "")]
    [InlineData("<string key=\"k\"/>", "k")]
    [InlineData("<string key=\"k\" value=\"1\"/><string key=\"k\" value=\"2\"/>", "k")]
    [InlineData("<surprise key=\"k\" value=\"1\"/>", "")]
    public async Task WrongAttribute_RefusesItsEventAndNoOther(string attribute, string column)
    {
        var items = await Reading.Xes(Log($"""<trace><string key="concept:name" value="A-1"/>{Event("e1", attribute)}{Event("e2")}</trace>"""));
        var fault = Assert.IsType<LogFault>(items[0]);
        Assert.Equal((1L, FaultCodes.MalformedXes, column), (fault.Position, fault.Code, fault.Column));
        Assert.IsType<LogFact>(items[1]);
    }

    [Fact]
    public async Task TraceAttributeBehindEvents_IsTold()
    {
        var items = await Reading.Xes(Log($"""<trace><string key="concept:name" value="A-1"/>{Event("e1")}<date key="deadline" value="2011-12-06T13:41:31.788+01:00"/></trace>"""));
        Assert.Equal((FaultCodes.MalformedXes, "case:deadline"), (((LogFault)items[1]).Code, ((LogFault)items[1]).Column));
    }

    [Fact]
    public async Task EntityBomb_IsNotRead()
    {
        var bomb = """
            <?xml version="1.0"?>
            <!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
            <log><trace><string key="concept:name" value="&c;"/></trace></log>
            """;
        var fault = Assert.IsType<LogFault>(Assert.Single(await Reading.Xes(bomb)));
        Assert.Equal((FaultCodes.MalformedXml, true), (fault.Code, fault.EndsFile));
    }

    [Fact]
    public async Task ExternalEntity_IsNotFetched()
    {
        var items = await Reading.Xes("""<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/hostname">]><log>&x;</log>""");
        Assert.Equal(FaultCodes.MalformedXml, Assert.IsType<LogFault>(Assert.Single(items)).Code);
    }

    [Fact]
    public async Task HugeAttribute_IsRefusedBeforeItFillsTheMemory()
    {
        var log = Log($"""<trace><string key="concept:name" value="{new string('x', 40_000_000)}"/></trace>""");
        var fault = Assert.IsType<LogFault>(Assert.Single(await Reading.Bytes(Reading.Gzip(log), "log.xes.gz", Reading.XesProfile)));
        Assert.Equal((FaultCodes.TooLarge, true), (fault.Code, fault.EndsFile));
    }

    [Fact]
    public async Task BottomlessNesting_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("<string key=\"k\" value=\"v\">", 5000)) + string.Concat(Enumerable.Repeat("</string>", 5000));
        var fault = Assert.IsType<LogFault>(Assert.Single(await Reading.Xes(Log($"<trace>{deep}</trace>"))));
        Assert.Equal(FaultCodes.TooLarge, fault.Code);
    }

    [Fact]
    public async Task FileCutShort_GivesWhatStandsBeforeAndAFault()
    {
        var log = Log($"""<trace><string key="concept:name" value="A-1"/>{Event("e1")}{Event("e2")}</trace>""");
        var items = await Reading.Xes(log[..log.IndexOf("e2", StringComparison.Ordinal)]);
        Assert.IsType<LogFact>(items[0]);
        Assert.Equal((FaultCodes.MalformedXml, true), (((LogFault)items[1]).Code, ((LogFault)items[1]).EndsFile));
    }

    [Fact]
    public async Task OtherXml_IsNoLog()
    {
        var fault = Assert.IsType<LogFault>(Assert.Single(await Reading.Xes("<html><body/></html>")));
        Assert.Equal(FaultCodes.MalformedXes, fault.Code);
    }
}
