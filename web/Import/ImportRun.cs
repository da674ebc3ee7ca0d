using Grains.Cases;

namespace Web.Import;

/// <summary>Brings a log into the platform: reads, maps, records in chunks, reports what cannot be recorded.</summary>
/// <remarks>
/// The event ids come from the log, so recording is idempotent: after a crash the run is simply made again, what is
/// stored answers as duplicate, and the summary is the same. There is no position to keep and none to be wrong.
/// </remarks>
/// <param name="profile">What the log's columns mean.</param>
/// <param name="record">Records one chunk of one department, in one transaction, durably.</param>
/// <param name="report">Where faults go.</param>
/// <param name="progress">Told after each chunk.</param>
public sealed class ImportRun(
    MappingProfile profile,
    Func<string, IReadOnlyList<CaseFact>, CancellationToken, Task<ChunkAnswer>> record,
    Func<ErrorLine, CancellationToken, Task> report,
    Func<ImportProgress, CancellationToken, Task> progress)
{
    /// <summary>Number of facts recorded together.</summary>
    public const int ChunkSize = 1000;

    private readonly FactMapper _mapper = new(profile);
    private readonly LogTally _tally = new();
    private readonly Dictionary<string, List<LogFact>> _waiting = [];
    private double _fraction;
    private long _stored;
    private long _duplicates;
    private long _corrections;
    private bool _endedEarly;

    /// <summary>How much of the logs is read; what was read until a limit was met is recorded, and the summary says that it ended early.</summary>
    public ImportLimits Limits { get; init; } = ImportLimits.None;

    /// <summary>Imports one log; several may follow each other, the summary counts them together.</summary>
    public async Task Add(LogFile file, CancellationToken cancellation)
    {
        await foreach (var item in LogReader.Read(file, profile, Limits.Bytes, fraction => _fraction = fraction, cancellation))
        {
            if (Limits.Stop(item, _tally.Faults) is { } stop)
            {
                _endedEarly = true;
                await Refuse(file, stop, caseNo: null, eventId: null, cancellation);
                break;
            }

            switch (_mapper.Map(item))
            {
                case LogFact fact:
                    await Wait(file, fact, cancellation);
                    break;
                case LogFault fault:
                    await Refuse(file, fault, caseNo: null, eventId: null, cancellation);
                    _endedEarly |= fault.EndsFile;
                    break;
            }
        }

        _fraction = 1;
        foreach (var (department, chunk) in _waiting.Where(waiting => waiting.Value.Count > 0))
            await Flush(file, department, chunk, cancellation);
    }

    /// <summary>What has been imported so far.</summary>
    public ImportSummary Summary() => new(
        _tally.Cases, _tally.Facts, _stored, _duplicates, _tally.Faults, _tally.Finished, _tally.Cases - _tally.Finished,
        _tally.LateByOwnPromise, _endedEarly)
    {
        Corrections = _corrections,
    };

    private async Task Wait(LogFile file, LogFact fact, CancellationToken cancellation)
    {
        if (!_waiting.TryGetValue(fact.Department, out var chunk))
            _waiting[fact.Department] = chunk = new List<LogFact>(ChunkSize);
        chunk.Add(fact);
        if (chunk.Count == ChunkSize)
            await Flush(file, fact.Department, chunk, cancellation);
    }

    private async Task Flush(LogFile file, string department, List<LogFact> chunk, CancellationToken cancellation)
    {
        var answer = await record(department, [.. chunk.Select((row, index) => row.Fact with { Index = index })], cancellation);
        var refused = answer.Refused.ToDictionary(refusal => refusal.Index);
        foreach (var (index, row) in chunk.Index())
        {
            if (refused.TryGetValue(index, out var why))
            {
                var fault = new LogFault(row.Position, row.Line, why.Code, why.Field, why.Message, why.Expected);
                await Refuse(file, fault, row.Fact.CaseNo, row.Fact.EventId, cancellation);
            }
            else
            {
                _tally.Add(row);
            }
        }

        chunk.Clear();
        _stored += answer.Accepted;
        _duplicates += answer.Duplicates;
        _corrections += answer.Corrections;
        await progress(new ImportProgress(file.Name, _fraction, _tally.Facts, _tally.Faults), cancellation);
    }

    private Task Refuse(LogFile file, LogFault fault, string? caseNo, string? eventId, CancellationToken cancellation)
    {
        _tally.Add(fault);
        var line = new ErrorLine(file.Name, fault.Position, fault.Line, fault.Code, fault.Column, fault.Value, fault.Expected, caseNo, eventId);
        return report(line, cancellation);
    }
}
