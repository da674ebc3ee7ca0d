using System.Globalization;
using Npgsql;

namespace Grains.Journal.Verification;

/// <summary>Compares every case and signal with the end of its chain, and finds those that are gone.</summary>
internal sealed class Snapshots(IReadOnlyDictionary<long, GrainEnd> ends, FindingList findings)
{
    private const string ReadCases = "select id, month, n, hash, 'case ' || case_no from case_file";

    private const string ReadSignals = "select id, month, n, hash, 'signal ' || rule from signal";

    public async Task CompareAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var cases = await CompareAsync(connection, ReadCases, GrainKind.Case, cancellation);
        var signals = await CompareAsync(connection, ReadSignals, GrainKind.Signal, cancellation);
        foreach (var (grain, end) in ends)
        {
            var seen = end.Kind switch { GrainKind.Case => cases, GrainKind.Signal => signals, _ => null };
            if (seen is not null && !seen.Contains(grain))
                findings.Add(FindingCodes.Orphaned, $"grain {grain}", $"a {end.Kind.ToString().ToLowerInvariant()} at event {end.N}", "none");
        }
    }

    private async Task<HashSet<long>> CompareAsync(NpgsqlConnection connection, string sql, GrainKind kind, CancellationToken cancellation)
    {
        var seen = new HashSet<long>();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            seen.Add(r.GetInt64(0));
            Compare(new GrainEnd(kind, r.GetFieldValue<DateOnly>(1), r.GetInt32(2), GrainEnd.Shorten(r.GetFieldValue<byte[]>(3))), r.GetInt64(0), r.GetString(4));
        }

        return seen;
    }

    private void Compare(GrainEnd snapshot, long grain, string name)
    {
        if (!ends.TryGetValue(grain, out var end))
            findings.Add(FindingCodes.Snapshot, $"{name} (grain {grain})", $"{snapshot.N} events", "none");
        else if (snapshot != end)
            findings.Add(FindingCodes.Snapshot, $"{name} (grain {grain})", Describe(end), Describe(snapshot));
    }

    private static string Describe(GrainEnd end) => string.Create(
        CultureInfo.InvariantCulture, $"{end.Kind.ToString().ToLowerInvariant()} of {end.Month:yyyy-MM} at event {end.N}, hash {end.Link:x32}…");
}
