using System.Runtime.CompilerServices;

namespace Web.Import;

/// <summary>Reads a log as a stream of rows and located faults, in the order of the file, whatever its format.</summary>
public static class LogReader
{
    private const int RowsBetweenReports = 1000;

    /// <summary>Reads a log.</summary>
    /// <remarks>
    /// A faulty row does not end the reading; an item with <see cref="LogFault.EndsFile"/> does, and is the last.
    /// A damaged archive is told before its first row.
    /// </remarks>
    /// <param name="file">The log.</param>
    /// <param name="profile">What its columns mean.</param>
    /// <param name="reached">Told now and then how much of the file has been read, 0 to 1.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async IAsyncEnumerable<LogItem> Read(
        LogFile file, MappingProfile profile, Action<double> reached, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (file.Format is null)
        {
            yield return new LogFault(0, 0, FaultCodes.UnknownFormat, "", file.Name, ".csv or .xes, with or without .gz", EndsFile: true);
            yield break;
        }

        if (!await file.IsComplete(cancellation))
        {
            yield return new LogFault(0, 0, FaultCodes.DamagedArchive, "", file.Name, "a complete gzip file", EndsFile: true);
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
}
