using System.Text.RegularExpressions;
using Dapper;

namespace Tenancy.Isolation;

/// <summary>Looks whether the functions of a database are what its scripts make them: policies, the audit log and its proof stand on them.</summary>
/// <remarks>
/// Whoever owns the database can replace one, or change with whose rights, on what path or as whose it runs; what differs from every
/// definition of its name in this build is told.
/// </remarks>
internal static partial class FunctionInspection
{
    private const string Read = """
        select n.nspname || '.' || p.proname as name, p.oid::regprocedure::text as signature, p.prosrc as text, l.lanname as language,
          case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,
          case when p.prosecdef then 'security definer' else 'security invoker' end as security,
          coalesce(array_to_string(p.proconfig, '; '), '') as settings, pg_get_userbyid(p.proowner) as owner
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
        where n.nspname in ('app', 'public') order by 2
        """;

    // Every script runs as this role, so that what it creates is this role's.
    private static readonly string Owner = PlatformKey.RoleName(DatabaseRole.Migrator);

    /// <summary>What differs, a sentence each.</summary>
    /// <param name="session">A session of the database.</param>
    /// <param name="kind">Which scripts it has: <c>Directory</c> or <c>Data</c>.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(TenantSession session, string kind, CancellationToken cancellation)
    {
        var said = Migrator.ScriptsOf(kind).SelectMany(script => Definition().Matches(script.Sql)).Select(Defined).ToLookup(one => one.Name, StringComparer.Ordinal);
        var connection = await session.ConnectAsync(cancellation);
        var there = await connection.QueryAsync<Function>(new CommandDefinition(Read, cancellationToken: cancellation));
        return [.. there.Where(one => said.Contains(one.Name)).Select(one => Fault(one, said[one.Name])).OfType<string>()];
    }

    private static string? Fault(Function there, IEnumerable<Function> said)
    {
        var fault = $"function {there.Signature} is not what its script says";
        var nearest = said.Where(one => one.Text == there.Text).Select(one => there.Beside(one).ToArray()).MinBy(differences => differences.Length);
        return nearest switch
        {
            null => fault,
            [] => null,
            _ => $"{fault}: {string.Join(", ", nearest)}",
        };
    }

    private static Function Defined(Match definition)
    {
        var options = Options().Match(definition.Groups["head"].Value);
        var words = options.Groups["words"].Value;
        return new(
            definition.Groups["name"].Value, "", definition.Groups["text"].Value, options.Groups["language"].Value,
            Volatility().Match(words) is { Success: true } volatility ? volatility.Value : "volatile",
            words.Contains("security definer", StringComparison.Ordinal) ? "security definer" : "security invoker",
            string.Join("; ", Setting().Matches(words).Select(one => $"{one.Groups["name"].Value}={one.Groups["value"].Value}")),
            Owner);
    }

    // A text stands between the first two pairs of dollars behind the name.
    [GeneratedRegex(@"create\s+(?:or\s+replace\s+)?function\s+(?<name>(?:app|public)\.\w+)\s*\((?<head>[^$]*)\$\$(?<text>.*?)\$\$", RegexOptions.Singleline | RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\blanguage\s+(?<language>\w+)(?<words>.*)\bas\s*$", RegexOptions.Singleline, 10_000)]
    private static partial Regex Options();

    [GeneratedRegex(@"\b(?:immutable|stable|volatile)\b", RegexOptions.None, 10_000)]
    private static partial Regex Volatility();

    // As the database writes it down: a list is told with one space behind each comma.
    [GeneratedRegex(@"\bset\s+(?<name>\w+)\s+=\s+(?<value>\w+(?:, \w+)*)", RegexOptions.None, 10_000)]
    private static partial Regex Setting();

    /// <summary>A function, as the database has it or as a script makes it.</summary>
    private sealed record Function(string Name, string Signature, string Text, string Language, string Volatility, string Security, string Settings, string Owner)
    {
        /// <summary>What of this one, its text apart, is otherwise than said.</summary>
        public IEnumerable<string> Beside(Function said)
        {
            if (Language != said.Language)
                yield return $"language {Language}";
            if (Volatility != said.Volatility)
                yield return Volatility;
            if (Security != said.Security)
                yield return Security;
            if (Settings != said.Settings)
                yield return Settings.Length == 0 ? "no setting" : $"set {Settings}";
            if (Owner != said.Owner)
                yield return $"owner {Owner}";
        }
    }
}
