using Grains.Cases;
using Grains.Journal;

namespace Web.Interface;

/// <summary>What a request turned out to hold, in its order.</summary>
public sealed class ReadEvents
{
    private int _next;

    /// <summary>Events that were understood.</summary>
    public List<CaseFact> Facts { get; } = [];

    /// <summary>Events that were not, each with its place and raw bytes.</summary>
    public List<RefusedEvent> Refused { get; } = [];

    /// <summary>The position of the next event.</summary>
    internal int Next() => _next++;
}
