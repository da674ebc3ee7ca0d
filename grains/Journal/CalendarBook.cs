using System.Text;
using Dapper;
using Grains.Calendars;
using Tenancy;
using Tenancy.Isolation;

namespace Grains.Journal;

/// <summary>The calendars of all jurisdictions as this process knows them, read from the directory database.</summary>
/// <remarks>
/// A change takes effect <see cref="Delay"/> after it is made. A process that has looked within that time
/// therefore knows every change that is effective, so all agree on the calendar of an instant; one that has not
/// must <see cref="RefreshAsync"/> before it judges (<see cref="IsFresh"/>). Refresh every second.
/// </remarks>
public sealed class CalendarBook(Sessions sessions, Jurisdictions jurisdictions) : IDisposable
{
    /// <summary>From the making of a change to its effect: five seconds (migration 020_calendars has the same number).</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    private const string ReadVersion = "select clock_timestamp() as now, version from calendar_version";

    private const string ReadPapers = """
        select version, effective_at as EffectiveAt, body::text as body from holiday_paper
        """;

    private const string ReadClosures = """
        select tenant, version, effective_at as EffectiveAt, day, closed, reason from closure_change
        """;

    private readonly SemaphoreSlim _reading = new(1);
    private CalendarHistory? _history;
    private long _checkedAt;

    /// <summary>The database's time of the last look; <see cref="DateTimeOffset.MinValue"/> before the first.</summary>
    public DateTimeOffset CheckedAt => new(Interlocked.Read(ref _checkedAt), TimeSpan.Zero);

    /// <summary>The version of the latest change known, effective or not; 0 before the first refresh.</summary>
    public int Version => Volatile.Read(ref _history)?.Version ?? 0;

    /// <summary>Whether the calendars in force at this instant of the database's clock are certainly known.</summary>
    public bool IsFresh(DateTimeOffset at) => at < CheckedAt + Delay;

    /// <summary>The calendar of a jurisdiction in force at an instant.</summary>
    /// <param name="tenant">The jurisdiction.</param>
    /// <param name="at">The instant of judging, by the database's clock.</param>
    /// <exception cref="InvalidOperationException">Nothing was read yet.</exception>
    public WorkCalendar For(TenantId tenant, DateTimeOffset at) => History().For(tenant, at);

    /// <summary>The calendar of a jurisdiction in force when this process last looked: for screens.</summary>
    public WorkCalendar For(TenantId tenant) => For(tenant, CheckedAt);

    /// <summary>What tells the calendar of a jurisdiction at an instant from every other it might have.</summary>
    public string BasisFor(TenantId tenant, DateTimeOffset at) => History().BasisFor(tenant, at);

    /// <summary>The closures of the jurisdiction itself, including those that take effect within <see cref="Delay"/>, in order of day.</summary>
    public IReadOnlyList<ClosureChange> OwnClosures(TenantId tenant) => History().OwnClosures(tenant, DateTimeOffset.MaxValue);

    /// <summary>The calendar as it will stand once every change already made is effective: for deciding about the next change.</summary>
    public WorkCalendar Coming(TenantId tenant) => For(tenant, DateTimeOffset.MaxValue);

    /// <summary>Looks whether anything has changed and reads it; returns whether it had.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellation = default)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            await using var session = await sessions.OpenSiloAsync(Databases.Directory, cancellation);
            var connection = await session.ConnectAsync(cancellation);
            var (now, version) = await connection.QuerySingleAsync<(DateTime, int)>(new CommandDefinition(ReadVersion, cancellationToken: cancellation));
            var changed = Volatile.Read(ref _history)?.Version != version;
            if (changed)
            {
                var papers = await connection.QueryAsync<PaperRow>(new CommandDefinition(ReadPapers, cancellationToken: cancellation));
                var closures = await connection.QueryAsync<ClosureRow>(new CommandDefinition(ReadClosures, cancellationToken: cancellation));
                Volatile.Write(ref _history, new CalendarHistory(
                    jurisdictions.Tree, papers.Select(row => row.ToChange()), closures.Select(row => row.ToChange()), new(now)));
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

    /// <summary>The history over the tree as it stands now.</summary>
    private CalendarHistory History()
    {
        var history = Volatile.Read(ref _history) ?? throw new InvalidOperationException("The calendars have not been read yet.");
        if (ReferenceEquals(history.Tree, jurisdictions.Tree))
            return history;
        var moved = history.Over(jurisdictions.Tree);
        // A refresh that has just read newer changes wins.
        Interlocked.CompareExchange(ref _history, moved, history);
        return moved;
    }

    private sealed record PaperRow(int Version, DateTime EffectiveAt, string Body)
    {
        public PaperChange ToChange() => new(
            Version,
            new(EffectiveAt),
            ArrangementFile.Parse(Encoding.UTF8.GetBytes(Body), out var problem) ?? throw new InvalidDataException($"holiday_paper {Version}: {problem}"));
    }

    private sealed record ClosureRow(int Tenant, int Version, DateTime EffectiveAt, DateOnly Day, bool Closed, string Reason)
    {
        public ClosureChange ToChange() => new(new(Tenant), Version, new(EffectiveAt), Day, Closed, Reason);
    }
}
