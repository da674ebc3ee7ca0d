namespace Web.Import;

/// <summary>The error report of an import: a file of JSON lines that comes into being with the first fault.</summary>
public sealed class ErrorReport(string path) : IAsyncDisposable
{
    private StreamWriter? _writer;

    /// <summary>The file; null while there is no fault.</summary>
    public string? Path => _writer is null ? null : path;

    /// <summary>Adds a fault. A report of an earlier run at the same place is replaced.</summary>
    public async Task Write(ErrorLine line, CancellationToken cancellation)
    {
        _writer ??= new StreamWriter(path, append: false);
        await _writer.WriteLineAsync(line.ToJson().AsMemory(), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync();
    }
}
