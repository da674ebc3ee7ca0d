using System.Runtime.CompilerServices;
using System.Xml;

namespace Web.Import;

/// <summary>Reads an XES log (IEEE 1849) tag by tag; never holds more than one trace's attributes and one event.</summary>
internal static class XesLogReader
{
    /// <summary>The longest tag or text that is read, in bytes.</summary>
    private const int LongestTag = 1 << 20;

    public static async IAsyncEnumerable<LogItem> Read(
        Stream stream, MappingProfile profile, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var xml = XmlReader.Create(new TagLimitStream(stream, LongestTag), new XmlReaderSettings
        {
            Async = true,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        });
        var cursor = new XesCursor(xml, profile.Globals);
        while (await Next(cursor, cancellation) is { } item)
        {
            yield return item;
            if (item is LogFault { EndsFile: true })
                yield break;
        }
    }

    private static async Task<LogItem?> Next(XesCursor cursor, CancellationToken cancellation)
    {
        try
        {
            return await cursor.Next(cancellation);
        }
        catch (XmlException broken)
        {
            return new LogFault(cursor.Position + 1, broken.LineNumber, FaultCodes.MalformedXml, "", broken.Message, "well-formed XML without a DTD", EndsFile: true);
        }
        catch (InvalidDataException tooLarge)
        {
            return new LogFault(cursor.Position + 1, cursor.Line, FaultCodes.TooLarge, "", tooLarge.Message, "an attribute of ordinary size", EndsFile: true);
        }
    }
}
