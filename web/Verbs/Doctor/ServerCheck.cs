using System.Globalization;
using Dapper;
using Tenancy;
using Tenancy.Isolation;

namespace Web.Verbs.Doctor;

/// <summary>The server's version and the settings without which an acknowledged event could be lost.</summary>
internal static class ServerCheck
{
    private const int OldestVersion = 150000;

    private const string ReadSettings = """
        select name, setting from pg_settings
        where name in ('server_version', 'server_version_num', 'fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums')
        """;

    /// <summary>Looks at the server of the directory database.</summary>
    public static async Task<IEnumerable<Finding>> RunAsync(Sessions sessions, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenSiloAsync(Databases.Directory, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var settings = (await connection.QueryAsync<(string Name, string Value)>(new CommandDefinition(ReadSettings, cancellationToken: cancellation)))
            .ToDictionary(s => s.Name, s => s.Value);
        return [Version(settings), Durability(settings), Checksums(settings)];
    }

    private static Finding Version(Dictionary<string, string> settings) => new(
        "server",
        int.Parse(settings["server_version_num"], CultureInfo.InvariantCulture) >= OldestVersion ? Light.Green : Light.Red,
        $"PostgreSQL {settings["server_version"]}; 15 or newer is needed");

    private static Finding Durability(Dictionary<string, string> settings)
    {
        string[] off = [.. new[] { "fsync", "synchronous_commit", "full_page_writes" }.Where(s => settings[s] is "off" or "local")];
        return off.Length == 0
            ? new("durability", Light.Green, "what is acknowledged is on the disk")
            : new("durability", Light.Red, $"acknowledged events can be lost: {string.Join(", ", off.Select(s => $"{s} = {settings[s]}"))}");
    }

    private static Finding Checksums(Dictionary<string, string> settings) => settings["data_checksums"] == "on"
        ? new("checksums", Light.Green, "a damaged page is noticed")
        : new("checksums", Light.Yellow, "data checksums are off: a damaged page goes unnoticed (pg_checksums --enable)");
}
