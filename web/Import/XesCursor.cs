using System.Collections.Immutable;
using System.Xml;

namespace Web.Import;

/// <summary>Where the reading of an XES log stands, and how it goes on to the next event.</summary>
/// <remarks>
/// A global is a default that the standard lets stand in for a missing attribute. Logs in the wild also leave an
/// attribute out to say "none" (an end date of a case that has not ended), so globals apply only where the profile says so.
/// </remarks>
internal sealed class XesCursor(XmlReader xml, ImmutableArray<string> applied)
{
    private const string TracePrefix = "case:";

    private readonly Dictionary<string, string> _globals = [];
    private readonly Dictionary<string, string> _trace = [];
    private XesAttributeFault? _traceFault;
    private bool _traceHasEvents;
    private bool _onNode;

    /// <summary>Ordinal of the last event read.</summary>
    public long Position { get; private set; }

    /// <summary>The physical line the reading has reached.</summary>
    public long Line => ((IXmlLineInfo)xml).LineNumber;

    /// <summary>Reads up to the next event or fault; null at the end of the log.</summary>
    public async Task<LogItem?> Next(CancellationToken cancellation)
    {
        while (_onNode || await xml.ReadAsync())
        {
            cancellation.ThrowIfCancellationRequested();
            _onNode = false;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (await Enter() is { } item)
                return item;
        }

        return null;
    }

    private async Task<LogItem?> Enter()
    {
        switch (xml.Depth, xml.LocalName)
        {
            case (0, "log"):
                return null;
            case (0, _):
                return new LogFault(0, Line, FaultCodes.MalformedXes, "", xml.Name, "a <log> (IEEE 1849)", EndsFile: true);
            case (1, "global"):
                await XesAttributes.ReadChildren(xml, _globals, xml.GetAttribute("scope") == "trace" ? TracePrefix : "");
                return null;
            case (1, "trace"):
                _trace.Clear();
                _traceFault = null;
                _traceHasEvents = false;
                return null;
            case (1, "event"):
                _trace.Clear();
                _traceFault = null;
                return await ReadEvent();
            case (2, "event"):
                _traceHasEvents = true;
                return await ReadEvent();
            case (2, _) when XesAttributes.IsAttribute(xml):
                return await ReadTraceAttribute();
            default:
                // Skip stands on the node behind the element, which the loop must not read past.
                await xml.SkipAsync();
                _onNode = true;
                return null;
        }
    }

    private async Task<LogItem?> ReadTraceAttribute()
    {
        var line = Line;
        var key = TracePrefix + xml.GetAttribute("key");
        if (_traceHasEvents)
        {
            var value = xml.GetAttribute("value") ?? "";
            await XesAttributes.Read(xml, [], TracePrefix);
            return new LogFault(Position, line, FaultCodes.MalformedXes, key, value, "the attributes of a trace before its events");
        }

        _traceFault = await XesAttributes.Read(xml, _trace, TracePrefix) ?? _traceFault;
        return null;
    }

    private async Task<LogItem> ReadEvent()
    {
        var line = Line;
        Position++;
        var fields = new Dictionary<string, string>(_trace);
        var fault = await XesAttributes.ReadChildren(xml, fields, "") ?? _traceFault;
        if (fault is not null)
            return new LogFault(Position, line, FaultCodes.MalformedXes, fault.Key, fault.Value, fault.Expected);
        foreach (var column in applied)
        {
            if (_globals.TryGetValue(column, out var global))
                fields.TryAdd(column, global);
        }

        return new LogRow(Position, line, fields);
    }
}
