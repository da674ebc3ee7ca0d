using System.IO.Compression;
using Web.Hosting;

namespace Web.Import;

/// <summary>A log on disk, compressed or not.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What its owner calls it; its ending tells the format.</param>
public sealed record LogFile(string Path, string Name)
{
    /// <summary>The form of the log; null when the name does not tell.</summary>
    public LogFormat? Format => LogFormats.Of(Name);

    /// <summary>Opens the log for one forward reading, decompressed when it begins as gzip does (RFC 1952 §2.3.1).</summary>
    public OpenLog Open()
    {
        var raw = OpenRaw();
        return new OpenLog(raw, StartsAsGzip(raw) ? new GZipStream(raw, CompressionMode.Decompress) : raw);
    }

    /// <summary>Whether the whole file can be decompressed, and is no larger than is read.</summary>
    /// <param name="largest">Most bytes that are read, unpacked; behind them nothing is unpacked.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<LogSoundness> CheckAsync(long largest, CancellationToken cancellation)
    {
        await using var raw = OpenRaw();
        if (!StartsAsGzip(raw))
            return raw.Length > largest ? LogSoundness.TooLarge : LogSoundness.Sound;
        await using var unpacked = new WholeGzip(raw);
        var buffer = new byte[81920];
        long all = 0;
        try
        {
            for (int read; (read = await unpacked.ReadAsync(buffer, cancellation)) > 0;)
            {
                all += read;
                if (all > largest)
                    return LogSoundness.TooLarge;
            }
        }
        catch (InvalidDataException)
        {
            return LogSoundness.Damaged;
        }

        return LogSoundness.Sound;
    }

    private FileStream OpenRaw() => new(Path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.Read,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        BufferSize = 81920,
    });

    private static bool StartsAsGzip(FileStream raw)
    {
        Span<byte> magic = stackalloc byte[2];
        var read = raw.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        raw.Position = 0;
        return read == 2 && magic[0] == 0x1f && magic[1] == 0x8b;
    }
}

/// <summary>A log while it is read.</summary>
/// <param name="Raw">The file as it lies on disk.</param>
/// <param name="Content">What is in it, decompressed.</param>
public sealed record OpenLog(FileStream Raw, Stream Content) : IAsyncDisposable
{
    /// <summary>How much of the file has been read, 0 to 1.</summary>
    public double Fraction => Raw.Length == 0 ? 1 : (double)Raw.Position / Raw.Length;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        await Raw.DisposeAsync();
    }
}
