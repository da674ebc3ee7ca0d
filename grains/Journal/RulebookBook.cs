using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dapper;
using Grains.Rules;
using Tenancy;
using Tenancy.Isolation;

namespace Grains.Journal;

/// <summary>The rulebooks of all jurisdictions as this process knows them, read from the directory database and compiled for each tenant.</summary>
/// <remarks>
/// A layer takes effect <see cref="Delay"/> after it was published at the earliest. A process that has looked within that time
/// therefore knows every version that is in force, so all agree on the rules of an instant; one that has not must
/// <see cref="RefreshAsync"/> before it judges (<see cref="IsFresh"/>). Refresh every second.
/// </remarks>
public sealed class RulebookBook(Sessions sessions, Jurisdictions jurisdictions) : IDisposable
{
    /// <summary>From the publication of a layer to its effect, at least: five seconds (migration 085_rulebook_versions has the same number).</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    private const string ReadChange = "select clock_timestamp() as now, change from rulebook_version";

    // What is proposed, refused, superseded or withdrawn judges nobody (RulebookProposals reads it).
    private const string ReadLayers = """
        select tenant, version, effective_at as EffectiveAt, made_at as MadeAt, made_by as MadeBy, status, decided_by as DecidedBy, reason,
          ended_by as EndedBy, end_reason as EndReason, superseded_by as SupersededBy, body::text as body
        from rulebook where status = 1
        """;

    // Only what changed the parent: a new name moves nobody.
    private const string ReadFormer = """
        select f.jurisdiction, f.recorded_at as until, f.parent
        from (
          select jurisdiction, recorded_at, parent,
            lead(parent) over w as next_parent, lead(recorded_at) over w is null as is_last
          from jurisdiction_former window w as (partition by jurisdiction order by recorded_at)) f
        join jurisdiction j on j.id = f.jurisdiction
        where f.parent is distinct from case when f.is_last then j.parent else f.next_parent end
        """;

    // Some 10 KiB each; whoever works for more tenants than that compiles them now and then again.
    private const int MostCompiled = 1024;

    private readonly ConcurrentDictionary<TenantId, Compiled> _compiled = new();
    private readonly SemaphoreSlim _reading = new(1);
    private RulebookHistory? _history;
    private long _checkedAt;

    /// <summary>The database's time of the last look; <see cref="DateTimeOffset.MinValue"/> before the first.</summary>
    public DateTimeOffset CheckedAt => new(Interlocked.Read(ref _checkedAt), TimeSpan.Zero);

    /// <summary>Whether the rules in force at this instant of the database's clock are certainly known.</summary>
    public bool IsFresh(DateTimeOffset at) => at < CheckedAt + Delay && ReferenceEquals(Volatile.Read(ref _history)?.Tree, jurisdictions.Tree);

    /// <summary>Every layer and what follows from them.</summary>
    /// <exception cref="InvalidOperationException">Nothing was read yet.</exception>
    public RulebookHistory History => Volatile.Read(ref _history) ?? throw new InvalidOperationException("The rulebooks have not been read yet.");

    /// <summary>The tenant's rulebooks, compiled against its departments as the registry has them.</summary>
    public Rulebooks For(TenantId tenant, Registry registry)
    {
        var history = History;
        if (_compiled.TryGetValue(tenant, out var known) && known.Registry == registry.Version && ReferenceEquals(known.History, history))
            return known.Rulebooks;
        var compiled = new Rulebooks(
            history.For(tenant), history.Tree[tenant].Level, registry.Departments.ToDictionary(d => d.Code, d => d.Id, StringComparer.Ordinal));
        if (_compiled.Count >= MostCompiled)
            _compiled.Clear();
        _compiled[tenant] = new(history, registry.Version, compiled);
        return compiled;
    }

    /// <summary>The versions that were, are and will be in force for a jurisdiction, by effective instant.</summary>
    public ImmutableArray<Rulebook> Versions(TenantId tenant) => History.For(tenant);

    /// <summary>The version in force for a jurisdiction at an instant; null before the first.</summary>
    public Rulebook? At(TenantId tenant, DateTimeOffset at) => Versions(tenant).LastOrDefault(version => version.EffectiveFrom <= at);

    /// <summary>Looks whether anything has changed and reads it; returns whether it had.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellation = default)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            await using var session = await sessions.OpenSiloAsync(Databases.Directory, cancellation);
            var connection = await session.ConnectAsync(cancellation);
            var (now, change) = await connection.QuerySingleAsync<(DateTime, int)>(new CommandDefinition(ReadChange, cancellationToken: cancellation));
            var (known, tree) = (Volatile.Read(ref _history), jurisdictions.Tree);
            var changed = known?.Change != change || !ReferenceEquals(known.Tree, tree);
            if (changed)
            {
                var layers = await connection.QueryAsync<RulebookRow>(new CommandDefinition(ReadLayers, cancellationToken: cancellation));
                var former = await connection.QueryAsync<FormerRow>(new CommandDefinition(ReadFormer, cancellationToken: cancellation));
                Volatile.Write(ref _history, new RulebookHistory(
                    tree, layers.Select(row => row.ToLayer()).Where(layer => tree.TryFind(layer.Owner, out _)), former.Select(row => row.ToFormer()), change));
                _compiled.Clear();
            }

            Interlocked.Exchange(ref _checkedAt, now.Ticks);
            return changed;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private sealed record Compiled(RulebookHistory History, long Registry, Rulebooks Rulebooks);

    private sealed record FormerRow(int Jurisdiction, DateTime Until, int? Parent)
    {
        public FormerParent ToFormer() => new(new(Jurisdiction), new(Until), Parent is { } parent ? new TenantId(parent) : null);
    }
}
