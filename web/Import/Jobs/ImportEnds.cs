using Npgsql;
using Tenancy;
using Tenancy.Permissions;
using Web.Acts;

namespace Web.Import.Jobs;

/// <summary>Tells the audit log how imports ended, each once, whoever finds one over and whether or not its upload is on any disk.</summary>
/// <remarks>
/// The log and the import's own row stand in two databases: the end is told first and noted in the row after. Whoever finds an end
/// that is told and not noted, after a crash or because another node is quicker, is refused by the log and notes it.
/// </remarks>
public sealed partial class ImportEnds(ImportJobs jobs, ActLog acts, ILogger<ImportEnds> logger)
{
    /// <summary>Tells the ends of a jurisdiction's imports that have not been told; what the log does not take now is told later.</summary>
    /// <param name="tenant">Whose imports.</param>
    /// <param name="job">One of them alone; null for all.</param>
    public async Task TellAsync(TenantId tenant, Guid? job = null)
    {
        try
        {
            foreach (var untold in await jobs.UntoldAsync(tenant, job, CancellationToken.None))
                await TellAsync(tenant, untold);
        }
        catch (Exception failure)
        {
            // What came of an import stands in its own row: an end that the audit log does not take changes nothing about it.
            LogUntold(tenant, failure);
        }
    }

    private async Task TellAsync(TenantId tenant, UntoldEnd end)
    {
        try
        {
            await AppendAsync(tenant, end);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            LogRefused(end.Job, refused);
        }

        await jobs.NoteToldAsync(tenant, end.Job, CancellationToken.None);
    }

    private Task AppendAsync(TenantId tenant, UntoldEnd end)
    {
        // An import may last longer than its session is kept: whose it was, the intent's own line says.
        var uploader = new Caller(tenant, new SessionId(Guid.Empty), "", end.Actor, end.Actor, CallerKind.Person, []);
        return end switch
        {
            { Status: ImportStatus.Ended, Summary: { } sum } => acts.DoneAsync(
                uploader, end.Intent, ImportDesk.Act, end.FileName, new { job = end.Job, sum.Cases, sum.Events, sum.New, sum.Refused }),
            { Status: ImportStatus.Cancelled } => acts.RefusedAsync(uploader, end.Intent, ImportDesk.Act, end.FileName, "cancelled"),
            { Fault: "internal" or "upload" } => acts.FailedAsync(uploader, end.Intent, ImportDesk.Act, end.FileName, end.Fault),
            _ => acts.RefusedAsync(uploader, end.Intent, ImportDesk.Act, end.FileName, end.Fault ?? "internal"),
        };
    }

    [LoggerMessage(LogLevel.Error, "The audit log was not told how imports of tenant {Tenant} ended; it is tried again")]
    private partial void LogUntold(TenantId tenant, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The audit log takes no end of import {Job}: it has one, or not the intent")]
    private partial void LogRefused(Guid job, Exception exception);
}
