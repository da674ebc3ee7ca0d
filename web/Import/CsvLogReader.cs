using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;

namespace Web.Import;

/// <summary>Reads a CSV log (RFC 4180): a header, then one line per event.</summary>
internal static class CsvLogReader
{
    /// <summary>The largest record that is read, in bytes; a quote that is never closed runs into it.</summary>
    private const int LargestRecord = 1 << 20;

    public static async IAsyncEnumerable<LogItem> Read(
        Stream stream, MappingProfile profile, [EnumeratorCancellation] CancellationToken cancellation)
    {
        CsvMalformedReason? malformed = null;
        var options = new CsvReaderOptions
        {
            Separator = profile.Text.Delimiter[0],
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            MaxRecordSize = LargestRecord,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => malformed = record.Reason,
        };
        using var text = new StreamReader(stream, profile.Text.Strict(), detectEncodingFromByteOrderMarks: true);
        using var csv = CsvReader.Create(text, options);
        long position = 0, line = 0;

        var (_, unreadable) = await Next(csv, header: true, position, line, cancellation);
        if ((unreadable ?? HeaderFault(csv.Headers, profile)) is { } opening)
        {
            yield return opening;
            yield break;
        }

        while (true)
        {
            malformed = null;
            var (more, end) = await Next(csv, header: false, position + 1, line + 1, cancellation);
            if (end is not null)
                yield return end;
            if (!more)
                yield break;
            line = csv.LineNumber;
            yield return ToItem(csv, ++position, malformed);
        }
    }

    private static LogItem ToItem(CsvReader csv, long position, CsvMalformedReason? malformed)
    {
        if (malformed is { } reason)
        {
            return new LogFault(position, csv.LineNumber, FaultCodes.MalformedCsv, "", Encoding.UTF8.GetString(csv.RawRecord),
                $"quoting as in RFC 4180 ({reason})", EndsFile: reason == CsvMalformedReason.UnterminatedQuote);
        }

        if (csv.FieldCount != csv.Headers.Count)
        {
            return new LogFault(position, csv.LineNumber, FaultCodes.FieldCount, "", Encoding.UTF8.GetString(csv.RawRecord),
                $"{csv.Headers.Count} fields, found {csv.FieldCount}");
        }

        var fields = new Dictionary<string, string>(csv.FieldCount);
        for (var i = 0; i < csv.FieldCount; i++)
            fields[csv.Headers[i]] = csv.GetString(i);
        return new LogRow(position, csv.LineNumber, fields);
    }

    private static LogFault? HeaderFault(IReadOnlyList<string> headers, MappingProfile profile)
    {
        if (headers.GroupBy(header => header).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new LogFault(0, 1, FaultCodes.WrongHeader, twice.Key, twice.Key, "each column once", EndsFile: true);
        return profile.RequiredColumns().FirstOrDefault(column => !headers.Contains(column)) is { } missing
            ? new LogFault(0, 1, FaultCodes.WrongHeader, missing, string.Join(profile.Text.Delimiter, headers), $"a column '{missing}'", EndsFile: true)
            : null;
    }

    private static async Task<(bool More, LogFault? Fault)> Next(
        CsvReader csv, bool header, long position, long line, CancellationToken cancellation)
    {
        try
        {
            if (!header)
                return (await csv.ReadAsync(cancellation), null);
            await csv.ReadHeaderAsync(cancellation);
            return (true, null);
        }
        catch (DecoderFallbackException)
        {
            return (false, new LogFault(position, line, FaultCodes.WrongEncoding, "", "", "text in the profile's encoding", EndsFile: true));
        }
        catch (CsvFormatException tooLarge)
        {
            return (false, new LogFault(position, tooLarge.LineNumber, FaultCodes.TooLarge, "", "",
                $"a record of at most {LargestRecord} bytes (an unclosed quote?)", EndsFile: true));
        }
    }
}
