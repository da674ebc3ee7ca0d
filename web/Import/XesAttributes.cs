using System.Xml;

namespace Web.Import;

/// <summary>Something wrong with an attribute of a trace or event.</summary>
internal sealed record XesAttributeFault(string Key, string Value, string Expected);

/// <summary>Reads XES attributes into fields; an attribute inside another gets the key <c>outer/inner</c>.</summary>
internal static class XesAttributes
{
    /// <summary>How deep attributes may be nested; the standard has no limit, real logs stay below four.</summary>
    private const int Deepest = 16;

    /// <summary>How many attributes one trace or event may have.</summary>
    private const int Most = 2000;

    /// <summary>Whether the reader stands on an attribute (IEEE 1849 §4.2: its six types, list and container).</summary>
    public static bool IsAttribute(XmlReader xml) =>
        xml.LocalName is "string" or "date" or "int" or "float" or "boolean" or "id" or "list" or "container";

    /// <summary>Reads the attribute the reader stands on, with all inside it; ends on its last tag.</summary>
    public static async Task<XesAttributeFault?> Read(XmlReader xml, Dictionary<string, string> into, string prefix)
    {
        var key = xml.GetAttribute("key");
        var value = xml.GetAttribute("value");
        var structure = xml.LocalName is "list" or "container";
        var inside = await ReadChildren(xml, into, prefix + key + "/");
        if (string.IsNullOrEmpty(key))
            return new XesAttributeFault(prefix, value ?? "", "a key");
        if (value is null)
            return structure ? inside : new XesAttributeFault(prefix + key, "", "a value");
        if (into.Count >= Most)
            return new XesAttributeFault(prefix + key, value, $"at most {Most} attributes");
        return into.TryAdd(prefix + key, value) ? inside : new XesAttributeFault(prefix + key, value, "each key once");
    }

    /// <summary>Reads every attribute inside the element the reader stands on; ends on its last tag. Returns the first fault.</summary>
    public static async Task<XesAttributeFault?> ReadChildren(XmlReader xml, Dictionary<string, string> into, string prefix)
    {
        if (xml.IsEmptyElement)
            return null;
        var depth = xml.Depth;
        if (depth > Deepest)
            throw new InvalidDataException($"attributes nested more than {Deepest} deep");
        XesAttributeFault? fault = null;
        while (await xml.ReadAsync() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            // A list's <values> only holds its members; they belong to the list.
            var found = IsAttribute(xml) ? await Read(xml, into, prefix)
                : xml.LocalName == "values" ? await ReadChildren(xml, into, prefix)
                : new XesAttributeFault(prefix, xml.LocalName, "an attribute");
            fault ??= found;
        }

        return fault;
    }
}
