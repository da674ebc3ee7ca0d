using Tenancy;

namespace Web.Import.Jobs;

/// <summary>Whose upload is made next: jurisdictions take turns, each in the order in which its own came, one at a time.</summary>
internal sealed class ImportTurns
{
    private readonly Dictionary<TenantId, Queue<StagedImport>> _waiting = [];
    private readonly Queue<TenantId> _turns = [];
    private readonly HashSet<TenantId> _busy = [];

    /// <summary>Puts an upload behind the others of its jurisdiction.</summary>
    public void Add(StagedImport staged)
    {
        if (!_waiting.TryGetValue(staged.TenantId, out var own))
        {
            _waiting[staged.TenantId] = own = [];
            if (!_busy.Contains(staged.TenantId))
                _turns.Enqueue(staged.TenantId);
        }

        own.Enqueue(staged);
    }

    /// <summary>The upload to be made next; null when there is none but of jurisdictions of which one is just made.</summary>
    public StagedImport? Next()
    {
        if (!_turns.TryDequeue(out var tenant))
            return null;
        _busy.Add(tenant);
        var own = _waiting[tenant];
        var next = own.Dequeue();
        if (own.Count == 0)
            _waiting.Remove(tenant);
        return next;
    }

    /// <summary>What <see cref="Next"/> gave of a jurisdiction is made: it takes its turn behind the others.</summary>
    public void Ended(TenantId tenant)
    {
        if (_busy.Remove(tenant) && _waiting.ContainsKey(tenant))
            _turns.Enqueue(tenant);
    }
}
