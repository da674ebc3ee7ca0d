using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Tenancy.Hosting;

/// <summary>Logs: one JSON object a line, in UTC, on standard error; standard output is for what was asked for.</summary>
/// <remarks>
/// No personal data: messages carry codes and counts, never rows, and the framework's own lines about requests,
/// whose addresses may hold a citizen's query code, stay off.
/// </remarks>
internal static class StructuredLogs
{
    /// <summary>Replaces the default loggers.</summary>
    public static void AddStructuredLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(static json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "O";
            json.IncludeScopes = false;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
