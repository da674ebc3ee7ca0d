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

    /// <summary>Every plan of the statements that ended before this was asked, for a role.</summary>
    /// <remarks>
    /// One process of the server writes the log, in the order in which it hears from the others, while everybody works on: what
    /// stands before a mark of one's own is whole, what is written behind it need not be.
    /// </remarks>
    public async Task<IReadOnlyList<LoggedPlan>> ReadAsync(string role)
    {
        var mark = $"read until {Guid.NewGuid():N}";
        await using (var source = NpgsqlDataSource.Create(server.Admin))
        await using (var command = source.CreateCommand($"do $$ begin raise log '{mark}'; end $$"))
            await command.ExecuteNonQueryAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        IReadOnlyList<LoggedPlan>? plans;
        while ((plans = Before(mark, Logs(), role)) is null)
            await Task.Delay(20, patience.Token);
        return plans;
    }

    /// <summary>The plans of a role that a log holds before a mark; null where the mark is not in it.</summary>
    internal static IReadOnlyList<LoggedPlan>? Before(string mark, string log, string role)
    {
        var end = log.IndexOf(mark, StringComparison.Ordinal);
        return end < 0 ? null :
        [
            .. from Match entry in PlanEntry().Matches(log[..end])
               where entry.Groups["role"].Value == role
               select LoggedPlan.Parse(entry.Groups["json"].Value),
        ];
    }

    /// <summary>The server's logs, the older first: it begins another when a day ends.</summary>
    private string Logs() =>
        string.Concat(new DirectoryInfo(server.LogFolder).EnumerateFiles().OrderBy(f => f.LastWriteTimeUtc).Select(f => File.ReadAllText(f.FullName)));

    // An entry begins with its time; what belongs to it follows on lines that begin with a tab.
    [GeneratedRegex(@"^\d{4}-[^|\n]*\|(?<role>[^|\n]*)\|[^|\n]*\|LOG:\s+duration: [^\n]*plan:\n(?<json>(\t[^\n]*\n)+)", RegexOptions.Multiline, 10_000)]
    private static partial Regex PlanEntry();
}
