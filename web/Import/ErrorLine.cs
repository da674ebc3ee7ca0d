using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Web.Import;

/// <summary>One fault in the error report.</summary>
/// <param name="File">Name of the log.</param>
/// <param name="Row">Ordinal of the row, from 1 behind the header.</param>
/// <param name="Line">Physical line, from 1.</param>
/// <param name="Code">A stable code (docs/import.md, docs/interface.md).</param>
/// <param name="Column">Column or field concerned; empty when it is the row as a whole.</param>
/// <param name="Value">What stands there, or what is wrong with it.</param>
/// <param name="Expected">What should stand there.</param>
/// <param name="CaseNo">The case, when the row could be read but its event was refused.</param>
/// <param name="EventId">The event, likewise.</param>
public sealed record ErrorLine(
    string File, long Row, long Line, string Code, string Column, string Value, string Expected, string? CaseNo, string? EventId)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The line as JSON, without a line break.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Form);
}
