using System.Text.RegularExpressions;
using Npgsql;
using Platform.Tests.Server;

namespace Platform.Tests.Plans;

/// <summary>The plan of every statement that reaches a server, from PostgreSQL's own auto_explain.</summary>
internal sealed partial class PlanLog(PostgresServer server)
{
    /// <summary>Has the server write the plans of all connections made from now on.</summary>
    public async Task BeginAsync()
    {
        string[] settings =
        [
            "session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0", "auto_explain.log_format = 'json'",
            "auto_explain.log_nested_statements = on", "log_line_prefix = '%m|%u|%d|'",
        ];
        await using var source = NpgsqlDataSource.Create(server.Admin);
        await using var connection = await source.OpenConnectionAsync();
        foreach (var statement in settings.Select(s => $"alter system set {s}").Prepend("load 'auto_explain'").Append("select pg_reload_conf()"))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>What was planned so far for a role.</summary>
    public IReadOnlyList<LoggedPlan> Read(string role) =>
        [.. Directory.EnumerateFiles(server.LogFolder).SelectMany(f => Entries(File.ReadAllText(f)))
            .Where(e => e.Role == role).Select(e => LoggedPlan.Parse(e.Json))];

    private static IEnumerable<(string Role, string Json)> Entries(string log) =>
        from Match entry in PlanEntry().Matches(log)
        select (entry.Groups["role"].Value, entry.Groups["json"].Value);

    // An entry begins with its time; what belongs to it follows on lines that begin with a tab.
    [GeneratedRegex(@"^\d{4}-[^|\n]*\|(?<role>[^|\n]*)\|[^|\n]*\|LOG:\s+duration: [^\n]*plan:\n(?<json>(\t[^\n]*\n)+)", RegexOptions.Multiline, 10_000)]
    private static partial Regex PlanEntry();
}
