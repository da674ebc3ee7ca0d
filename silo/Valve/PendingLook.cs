using Dapper;
using Grains.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tenancy;
using Tenancy.Isolation;

namespace Silo.Valve;

/// <summary>Looks every second who has something to tell that this process did not commit itself.</summary>
/// <remarks>A loop for each database, so that one which does not answer keeps nobody waiting.</remarks>
internal sealed partial class PendingLook(
    Sessions sessions, Databases databases, Commits commits, TimeProvider time, ILogger<PendingLook> logger) : BackgroundService
{
    private const string ReadPending = "select tenant from tenant_due where outbox_pending";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looks = new Dictionary<string, Task>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            foreach (var database in databases.DataDatabases.Where(d => !looks.TryGetValue(d, out var look) || look.IsCompleted))
                looks[database] = LookAsync(database, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(string database, CancellationToken cancellation)
    {
        try
        {
            await using var session = await sessions.OpenSiloAsync(database, cancellation);
            var connection = await session.ConnectAsync(cancellation);
            var pending = await connection.QueryAsync<int>(new CommandDefinition(ReadPending, cancellationToken: cancellation));
            commits.Raise([.. pending.Select(t => new TenantId(t))]);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            LogUnreadable(database, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Database {Database} cannot be asked who has something to tell ({Reason})")]
    private partial void LogUnreadable(string database, string reason);
}
