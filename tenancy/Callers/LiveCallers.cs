using System.Collections.Concurrent;
using System.Security.Claims;
using Tenancy.Permissions;

namespace Tenancy.Callers;

/// <summary>The callers behind sessions, as their rows stand: at most 2 s old, and nobody once they cannot be read for 5 s.</summary>
/// <remarks>What ends or narrows a session (sign-out, suspension, revoked role) therefore holds everywhere within 2 s.</remarks>
public sealed class LiveCallers(Sessions sessions, TimeProvider time)
{
    /// <summary>For so long an answer is used again.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>For so long the last answer stands while rows cannot be read; after that everybody is denied.</summary>
    public static readonly TimeSpan Bearable = TimeSpan.FromSeconds(5);

    private const int Crowd = 20_000;

    private readonly ConcurrentDictionary<(TenantId Tenant, SessionId Session), Known> _known = new();

    /// <summary>The caller behind a principal; null when it carries no session or its session is over.</summary>
    public Task<Caller?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellation = default) =>
        CallerClaims.SessionOf(principal) is { } carried ? FindAsync(carried.Tenant, carried.Session, cancellation) : Task.FromResult<Caller?>(null);

    /// <summary>The caller behind a session; null when it is over, unknown, or cannot be read for too long.</summary>
    public async Task<Caller?> FindAsync(TenantId tenant, SessionId session, CancellationToken cancellation = default)
    {
        var known = _known.GetOrAdd((tenant, session), static _ => new Known());
        if (known.Within(Fresh, time) is { } fresh)
            return fresh.Caller;
        await known.Turn.WaitAsync(cancellation);
        try
        {
            return known.Within(Fresh, time) is { } read ? read.Caller : await ReadAsync(tenant, session, known, cancellation);
        }
        finally
        {
            known.Turn.Release();
        }
    }

    /// <summary>Forgets a session at once on this node; the others follow within <see cref="Fresh"/>.</summary>
    public void Forget(TenantId tenant, SessionId session) => _known.TryRemove((tenant, session), out _);

    /// <summary>Forgets every session of an account or client at once on this node; the others follow within <see cref="Fresh"/>.</summary>
    public void Forget(TenantId tenant, string subject)
    {
        foreach (var (key, known) in _known)
        {
            if (key.Tenant == tenant && known.Answer?.Caller?.Subject == subject)
                _known.TryRemove(key, out _);
        }
    }

    private async Task<Caller?> ReadAsync(TenantId tenant, SessionId session, Known known, CancellationToken cancellation)
    {
        var asked = time.GetTimestamp();
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Bearable);
            var caller = await CallerRow.ReadAsync(sessions, tenant, session, patience.Token);
            known.Answer = new Answer(caller, asked);
            Prune();
            return caller;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or OperationCanceledException or TimeoutException && !cancellation.IsCancellationRequested)
        {
            // Fail closed: a session that may have been ended meanwhile must not live on because its row is out of reach.
            return known.Within(Bearable, time)?.Caller;
        }
    }

    private void Prune()
    {
        if (_known.Count < Crowd)
            return;
        foreach (var (key, known) in _known)
        {
            if (known.Within(Bearable, time) is null && known.Turn.CurrentCount > 0)
                _known.TryRemove(key, out _);
        }
    }

    /// <summary>What the rows said, and the moment before they were asked.</summary>
    private sealed record Answer(Caller? Caller, long AskedAt);

    private sealed class Known
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public Answer? Answer { get; set; }

        public Answer? Within(TimeSpan age, TimeProvider time) =>
            Answer is { } answer && time.GetElapsedTime(answer.AskedAt) <= age ? answer : null;
    }
}
