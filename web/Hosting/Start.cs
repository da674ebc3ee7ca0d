using Npgsql;
using Tenancy.Embedded;
using Tenancy.Hosting;

namespace Web.Hosting;

/// <summary>Starts a node: arguments, database server, migrations, then what it serves; and ends it in the opposite order.</summary>
internal static class Start
{
    private const int Failed = 1;
    private const int Misused = 2;

    /// <summary>Runs until asked to end; returns the exit code.</summary>
    public static async Task<int> RunAsync(
        string[] arguments, Func<WebApplicationBuilder, DatabaseServer, Launch, CancellationToken, Task> serve, CancellationToken cancellation)
    {
        var (launch, fault) = Launch.Read(arguments);
        if (launch is null)
        {
            await Console.Error.WriteLineAsync($"{fault}\n\n{Help}");
            return Misused;
        }
        if (launch.Help)
        {
            await Console.Out.WriteLineAsync(Help);
            return 0;
        }
        try
        {
            var builder = WebApplication.CreateBuilder(launch.HostArguments);
            if (UsedAddress.FaultOf(launch, builder.Configuration) is { } used)
            {
                await Console.Error.WriteLineAsync(used);
                return Failed;
            }

            await using var server = await DatabaseServer.OpenAsync(ServerSettings.Read(builder.Configuration), cancellation);
            if (server.MayMigrate)
                await server.MigrateAsync(cancellation);
            await serve(builder, server, launch, cancellation);
            return 0;
        }
        catch (Exception e) when (e is EmbeddedServerException or ServerSettingsException or NpgsqlException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static string Help => string.Join('\n',
    [
        "Serves the platform, starting a PostgreSQL server of its own unless ConnectionStrings__Platform names one.",
        "", "./run [options]", "", .. CommandLine.Describe(Launch.Options),
        "", "Commands, each with --help:", "",
        .. Verbs.VerbTable.All.Select(v => $"  {v.Name,-26} {v.Summary}"),
    ]);
}
