using System.Text.RegularExpressions;
using Dapper;

namespace Tenancy.Isolation;

/// <summary>Looks whether the functions of a database say what its scripts do: policies, the audit log and its proof stand on them.</summary>
/// <remarks>Whoever owns the database can replace one; what has another text than every definition of its name in this build is told.</remarks>
internal static partial class FunctionInspection
{
    private const string Read = """
        select n.nspname || '.' || p.proname, p.oid::regprocedure::text, p.prosrc from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('app', 'public') order by 2
        """;

    /// <summary>What differs, a sentence each.</summary>
    /// <param name="session">A session of the database.</param>
    /// <param name="kind">Which scripts it has: <c>Directory</c> or <c>Data</c>.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(TenantSession session, string kind, CancellationToken cancellation)
    {
        var said = Migrator.ScriptsOf(kind).SelectMany(script => Definition().Matches(script.Sql))
            .ToLookup(definition => definition.Groups["name"].Value, definition => definition.Groups["text"].Value, StringComparer.Ordinal);
        var connection = await session.ConnectAsync(cancellation);
        var there = await connection.QueryAsync<(string Name, string Signature, string Text)>(new CommandDefinition(Read, cancellationToken: cancellation));
        return
        [
            .. there.Where(one => said.Contains(one.Name) && !said[one.Name].Contains(one.Text, StringComparer.Ordinal))
                .Select(one => $"function {one.Signature} is not what its script says"),
        ];
    }

    // A text stands between the first two pairs of dollars behind the name.
    [GeneratedRegex(@"create\s+(?:or\s+replace\s+)?function\s+(?<name>(?:app|public)\.\w+)\s*\([^$]*\$\$(?<text>.*?)\$\$", RegexOptions.Singleline | RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Definition();
}
