using System.Runtime.InteropServices;

namespace Web.Import;

/// <summary>Counts what a log tells, by its own words: nothing here has been judged by the platform.</summary>
public sealed class LogTally
{
    private readonly Dictionary<(string Department, string CaseNo), (DateTimeOffset? Promised, DateTimeOffset? Closed)> _cases = [];

    /// <summary>Number of cases.</summary>
    public int Cases => _cases.Count;

    /// <summary>Number of rows that became facts.</summary>
    public long Facts { get; private set; }

    /// <summary>Number of rows that could not be understood.</summary>
    public long Faults { get; private set; }

    /// <summary>Number of cases whose end the log tells.</summary>
    public int Finished => _cases.Values.Count(times => times.Closed is not null);

    /// <summary>Number of cases that ended after their own promised instant; unfinished cases are not among them.</summary>
    public int LateByOwnPromise => _cases.Values.Count(times => times.Closed > times.Promised);

    /// <summary>Counts one item.</summary>
    public void Add(LogItem item)
    {
        if (item is LogFault)
            Faults++;
        if (item is not LogFact { Fact: var fact, Department: var department })
            return;
        Facts++;
        ref var times = ref CollectionsMarshal.GetValueRefOrAddDefault(_cases, (department, fact.CaseNo), out _);
        times = (fact.Details.PromisedClosingTime ?? times.Promised, fact.Details.ClosedAt ?? times.Closed);
    }
}
