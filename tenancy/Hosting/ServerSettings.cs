using Microsoft.Extensions.Configuration;

namespace Tenancy.Hosting;

/// <summary>Which PostgreSQL server to work on, as configuration tells.</summary>
/// <param name="Platform">
/// <c>ConnectionStrings:Platform</c>: the directory database of a given server; null for an embedded one. Where it names
/// a user, that user may create roles and databases, and migrations run at start; where it does not, they are run apart.
/// </param>
/// <param name="Key"><c>PLATFORM_KEY</c>: the platform key in base64; null when it is kept in the data folder.</param>
/// <param name="DataFolder"><c>Platform:Data</c>: the data folder; <c>.data</c> in the current folder when not given.</param>
/// <param name="DataDatabases"><c>Platform:DataDatabases</c>: names of the data databases on that server, separated by commas.</param>
/// <param name="EmbeddedSilo"><c>Platform:Silo</c>: <c>embedded</c> (when not given) to run the silo inside web, <c>apart</c> where silo nodes run beside it.</param>
public sealed record ServerSettings(string? Platform, string? Key, string DataFolder, IReadOnlyList<string> DataDatabases, bool EmbeddedSilo = true)
{
    /// <summary>Name of the directory database where the connection string names none.</summary>
    public const string DefaultDirectory = "platform_directory";

    private const string DefaultData = "platform_data_1";

    /// <summary>Reads the settings.</summary>
    public static ServerSettings Read(IConfiguration configuration) => new(
        Given(configuration.GetConnectionString("Platform")),
        Given(configuration["PLATFORM_KEY"]),
        Path.GetFullPath(Given(configuration["Platform:Data"]) ?? ".data"),
        (Given(configuration["Platform:DataDatabases"]) ?? DefaultData)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        configuration["Platform:Silo"] != "apart");

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
