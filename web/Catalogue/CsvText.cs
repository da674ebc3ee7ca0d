using System.Globalization;
using System.Text;

namespace Web.Catalogue;

/// <summary>Writes CSV (RFC 4180, UTF-8 with a byte order mark, which office programs need to see that it is UTF-8).</summary>
internal sealed class CsvText
{
    private static readonly char[] Special = [',', '"', '\r', '\n'];

    private readonly StringBuilder _text = new();

    /// <summary>Adds a line.</summary>
    public CsvText Line(params IEnumerable<string?> fields)
    {
        _text.AppendJoin(',', fields.Select(Field)).Append("\r\n");
        return this;
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(_text.ToString())];

    // What an office program would take for a formula is made a text.
    private static string Field(string? text)
    {
        var value = text is ['=' or '+' or '@' or '-' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..]
            && !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? "'" + text : text ?? "";
        return value.IndexOfAny(Special) < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
