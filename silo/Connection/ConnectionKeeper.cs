using Grains.Calendars;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tenancy;

namespace Silo.Connection;

/// <summary>Looks after every tenant's <see cref="Openings"/>: when its day begins, when it is new, and every five minutes.</summary>
internal sealed partial class ConnectionKeeper(
    Openings openings, Jurisdictions jurisdictions, TimeProvider time, ILogger<ConnectionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly Dictionary<TenantId, (DateOnly Day, long At)> _noted = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var jurisdiction in jurisdictions.Tree.All)
                await LookAsync(jurisdiction, stoppingToken);
        }
    }

    private async Task LookAsync(Jurisdiction jurisdiction, CancellationToken cancellation)
    {
        var day = Zone.Of(jurisdiction.Zone).DayOf(time.GetUtcNow());
        if (_noted.TryGetValue(jurisdiction.Id, out var last) && last.Day == day && time.GetElapsedTime(last.At) < Interval)
            return;
        // Noted before it is done: a database that is away is asked again in five minutes, not every time.
        _noted[jurisdiction.Id] = (day, time.GetTimestamp());
        try
        {
            await openings.NoteAsync(jurisdiction.Id, cancellation);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            LogFailed(jurisdiction.Id, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "How far the departments of tenant {Tenant} are connected could not be noted; it is tried again")]
    private partial void LogFailed(TenantId tenant, Exception exception);
}
