using System.Runtime.CompilerServices;

namespace Web.Import;

/// <summary>Reads a log as a stream of rows and located faults, in the order of the file, whatever its format.</summary>
public static class LogReader
{
    private const int RowsBetweenReports = 1000;

    /// <summary>Reads a log.</summary>
    /// <remarks>
    /// A faulty row does not end the reading; an item with <see cref="LogFault.EndsFile"/> does, and is the last.
    /// A damaged archive, or a log that is too large, is told before its first row.
    /// </remarks>
    /// <param name="file">The log.</param>
    /// <param name="profile">What its columns mean.</param>
    /// <param name="largest">Most bytes that are read, unpacked.</param>
    /// <param name="reached">Told now and then how much of the file has been read, 0 to 1.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async IAsyncEnumerable<LogItem> Read(
        LogFile file, MappingProfile profile, long largest, Action<double> reached, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (file.Format is null)
        {
            yield return new LogFault(0, 0, FaultCodes.UnknownFormat, "", file.Name, ".csv or .xes, with or without .gz", EndsFile: true);
            yield break;
        }

        if (await UnsoundAsync(file, largest, cancellation) is { } unsound)
        {
            yield return unsound;
            yield break;
        }

        await using var log = file.Open();
        var items = file.Format == LogFormat.Csv
            ? CsvLogReader.Read(log.Content, profile, cancellation)
            : XesLogReader.Read(log.Content, profile, cancellation);
        await foreach (var item in items)
        {
            if (item.Position % RowsBetweenReports == 0)
                reached(log.Fraction);
            yield return item;
            if (item is LogFault { EndsFile: true })
                yield break;
        }
    }

    private static async Task<LogFault?> UnsoundAsync(LogFile file, long largest, CancellationToken cancellation) =>
        await file.CheckAsync(largest, cancellation) switch
        {
            LogSoundness.Damaged => new LogFault(0, 0, FaultCodes.DamagedArchive, "", file.Name, "a complete gzip file", EndsFile: true),
            LogSoundness.TooLarge => new LogFault(0, 0, FaultCodes.TooLarge, "", file.Name, $"at most {largest} bytes, unpacked; divide the log", EndsFile: true),
            _ => null,
        };
}
