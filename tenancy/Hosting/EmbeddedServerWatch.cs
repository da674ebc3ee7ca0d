using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tenancy.Embedded;

namespace Tenancy.Hosting;

/// <summary>Starts the embedded server again within a second when it has died.</summary>
internal sealed partial class EmbeddedServerWatch(DatabaseServer server, TimeProvider time, ILogger<EmbeddedServerWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (server.Embedded is not { } embedded)
            return;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await LookAsync(embedded, stoppingToken);
    }

    private async Task LookAsync(EmbeddedServer embedded, CancellationToken cancellation)
    {
        var before = embedded.ProcessId;
        try
        {
            await embedded.EnsureRunningAsync(cancellation);
        }
        catch (EmbeddedServerException e)
        {
            LogDead(e);
            return;
        }
        if (embedded.ProcessId == before)
            return;
        server.Databases.ForgetConnections();
        LogStarted(before);
    }

    [LoggerMessage(LogLevel.Error, "The embedded PostgreSQL server has died and does not start again")]
    private partial void LogDead(EmbeddedServerException exception);

    [LoggerMessage(LogLevel.Warning, "The embedded PostgreSQL server (process {ProcessId}) had died and was started again")]
    private partial void LogStarted(int processId);
}
