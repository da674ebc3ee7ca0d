using System.Text;
using CsvHelper;

namespace Web.Catalogue.Import;

/// <summary>Reads items from CSV (RFC 4180, UTF-8): a header, then one line per item.</summary>
public static class ItemCsvRows
{
    /// <summary>The largest record that is read, in bytes; a quote that is never closed runs into it.</summary>
    private const int LargestRecord = 1 << 18;

    /// <summary>Reads all rows; a row that cannot be read says where.</summary>
    public static async Task<ImportRows> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        CsvMalformedReason? malformed = null;
        var options = new CsvReaderOptions
        {
            DetectSeparatorHint = false, MaxRecordSize = LargestRecord, IncludeValuesInExceptions = false, OnMalformedRecord = record => malformed = record.Reason,
        };
        using var text = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        using var csv = CsvReader.Create(text, options);
        var rows = new List<ImportRow>();
        try
        {
            await csv.ReadHeaderAsync(cancellation);
            var columns = ItemColumns.Of(csv.Headers);
            if (HeaderFault(columns, csv.Headers) is { } fault)
                return new([], [], fault);
            while (await csv.ReadAsync(cancellation))
            {
                rows.Add(malformed is { } reason ? Broken(rows.Count + 1, "malformed-csv", reason.ToString(), "RFC 4180") : Row(rows.Count + 1, csv, columns));
                malformed = null;
            }

            return new(rows, [.. csv.Headers.Where((h, i) => columns[i] is null && !ItemColumns.Meaningless.Contains(h))]);
        }
        catch (DecoderFallbackException)
        {
            return ImportRows.Broken($"row {rows.Count + 1}", "wrong-encoding", "", "UTF-8");
        }
        catch (CsvFormatException tooLarge)
        {
            return ImportRows.Broken($"line {tooLarge.LineNumber}", "malformed-csv", "", "RFC 4180");
        }
    }

    private static ImportRow Row(int number, CsvReader csv, string?[] columns)
    {
        if (csv.FieldCount != columns.Length)
            return Broken(number, "field-count", $"{csv.FieldCount}", $"{columns.Length}");
        var fields = new Dictionary<string, string>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] is { } column && csv.GetString(i).Trim() is { Length: > 0 } value)
                fields.TryAdd(column, value);
        }

        return new ItemCsvRow(fields).Read(number);
    }

    private static ImportRow.Fault? HeaderFault(string?[] columns, IReadOnlyList<string> header)
    {
        string[] needed = [ItemColumns.Code, ItemColumns.Name, ItemColumns.Kind, ItemColumns.Department];
        return needed.FirstOrDefault(n => !columns.Contains(n)) is { } missing
            ? new(missing, "wrong-header", string.Join(",", header), string.Join(",", needed))
            : null;
    }

    private static ImportRow Broken(int number, string code, string value, string expected) => new(number, null, null, [new("", code, value, expected)]);
}
