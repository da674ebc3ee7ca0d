using System.Text.Encodings.Web;
using System.Text.Json;

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
    string File, long Row, long Line, string Code, string Column, string Value, string Expected, string? CaseNo, string? EventId);

/// <summary>The error report of an import: a file of JSON lines that comes into being with the first fault.</summary>
public sealed class ErrorReport(string path) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private StreamWriter? _writer;

    /// <summary>The file; null while there is no fault.</summary>
    public string? Path => _writer is null ? null : path;

    /// <summary>Adds a fault. A report of an earlier run at the same place is replaced.</summary>
    public async Task Write(ErrorLine line)
    {
        _writer ??= new StreamWriter(path, append: false);
        await _writer.WriteLineAsync(JsonSerializer.Serialize(line, Form));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync();
    }
}
