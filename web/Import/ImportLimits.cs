namespace Web.Import;

/// <summary>How much of a log is worth reading: a few kilobytes of gzip can hold a gigabyte of faults.</summary>
/// <param name="Bytes">Most bytes of a log, unpacked; a larger one is told before its first row.</param>
/// <param name="Rows">Most rows of a log, faulty ones counted; it is read up to there.</param>
/// <param name="Faults">Most faults of an import; it stops when it has found so many.</param>
public sealed record ImportLimits(long Bytes, long Rows, long Faults)
{
    /// <summary>What whoever may upload can make a node do: 4 GiB, 2,000,000 rows, 10,000 faults. Platform defaults.</summary>
    public static ImportLimits Upload { get; } = new(4L << 30, 2_000_000, 10_000);

    /// <summary>For the operator on the command line, who reads logs and keeps reports on a disk of his own.</summary>
    public static ImportLimits None { get; } = new(long.MaxValue, long.MaxValue, long.MaxValue);

    /// <summary>Why a log is read no further; null when it is.</summary>
    /// <param name="item">The item that is next.</param>
    /// <param name="faults">Number of faults so far.</param>
    internal LogFault? Stop(LogItem item, long faults) =>
        faults >= Faults ? new LogFault(item.Position, item.Line, FaultCodes.TooManyFaults, "", $"{faults}", $"fewer than {Faults} faults; the profile may be the wrong one", EndsFile: true)
        : item.Position > Rows ? new LogFault(item.Position, item.Line, FaultCodes.TooManyRows, "", "", $"at most {Rows} rows; divide the log", EndsFile: true)
        : null;
}
