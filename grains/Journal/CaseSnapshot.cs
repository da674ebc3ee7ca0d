using Grains.Cases;
using Grains.Figures;
using Grains.Signals;

namespace Grains.Journal;

/// <summary>What the journal keeps of a case beside its row: the fold, the events it knows, its signals, what it adds to the figures.</summary>
public sealed class CaseSnapshot
{
    /// <summary>The folded state.</summary>
    public CaseState State { get; set; } = CaseState.New;

    /// <summary>Every event it has, in the order of recording.</summary>
    public List<EventDigest> Known { get; init; } = [];

    /// <summary>Every signal ever raised on it.</summary>
    public List<RaisedSignal> Signals { get; init; } = [];

    /// <summary>What the figures hold of it at this moment.</summary>
    public CaseContribution Counted { get; set; }
}
