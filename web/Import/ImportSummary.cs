namespace Web.Import;

/// <summary>What recording a chunk came to.</summary>
/// <param name="Accepted">Number of facts stored now.</param>
/// <param name="Duplicates">Number of facts stored before.</param>
/// <param name="Refused">The facts that were refused.</param>
/// <param name="Corrections">Number of corrections stored now: of facts stored before, of which the log says more than it did then.</param>
public sealed record ChunkAnswer(int Accepted, int Duplicates, IReadOnlyList<ChunkRefusal> Refused, int Corrections = 0);

/// <summary>A fact of a chunk that was refused.</summary>
/// <param name="Index">Its place in the chunk, from 0.</param>
/// <param name="Code">A stable code (docs/interface.md).</param>
/// <param name="Field">The field concerned.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Expected">What was expected.</param>
public sealed record ChunkRefusal(int Index, string Code, string Field, string Message, string Expected);

/// <summary>How far an import is.</summary>
/// <param name="File">The log that is read.</param>
/// <param name="Fraction">How much of it has been read, 0 to 1.</param>
/// <param name="Events">Number of events that are in the platform now, of all logs of the run.</param>
/// <param name="Refused">Number of rows refused so far.</param>
public sealed record ImportProgress(string File, double Fraction, long Events, long Refused);

/// <summary>What an import came to. It is the same however often the import was interrupted or repeated, but for <see cref="New"/>.</summary>
/// <param name="Cases">Number of cases with at least one event.</param>
/// <param name="Events">Number of rows whose event is in the platform: <paramref name="New"/> and <paramref name="Duplicates"/>.</param>
/// <param name="New">Number of events stored by this run.</param>
/// <param name="Duplicates">Number of events that were there before.</param>
/// <param name="Refused">Number of rows refused; each has a line in the report.</param>
/// <param name="Finished">Number of cases whose end the log tells.</param>
/// <param name="Unfinished">Number of the other cases.</param>
/// <param name="LateByOwnPromise">Number of finished cases that ended after the instant promised for them.</param>
/// <param name="EndedEarly">Whether a log could not be read to its end.</param>
public sealed record ImportSummary(
    int Cases, long Events, long New, long Duplicates, long Refused, int Finished, int Unfinished, int LateByOwnPromise,
    bool EndedEarly)
{
    /// <summary>Number of corrections stored by this run: events that were there before, of which a log that has grown now says more.</summary>
    public long Corrections { get; init; }

    /// <summary>Whether every row of every log is in the platform now.</summary>
    public bool Complete => Refused == 0 && !EndedEarly;
}
