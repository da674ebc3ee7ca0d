using System.Globalization;
using Npgsql;
using Tenancy;

namespace Grains.Journal.Verification;

/// <summary>Recomputes the chain of a jurisdiction's audit log, and compares it with its head and with the seals outside the database.</summary>
/// <remarks>An owner who alters an entry and computes all later hashes again is found out by the last seal that he does not own.</remarks>
internal sealed class AuditChain(FindingList findings)
{
    private const string ReadFaults = "select n, until, fault from app.audit_faults()";

    private const string ReadHashes = "select n, hash from app.audit_hashes($1)";

    /// <summary>Compares; the server goes through the log, and tells only what is not right.</summary>
    public async Task CompareAsync(Sessions sessions, Jurisdiction of, IReadOnlyCollection<PlacedSeal> seals, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(of.Id, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = ReadFaults;
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                Add(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2));
        }

        await CompareAsync(session, [.. seals.Where(seal => seal.Seal.Audit is not null)], cancellation);
    }

    private async Task CompareAsync(TenantSession session, IReadOnlyList<PlacedSeal> seals, CancellationToken cancellation)
    {
        if (seals.Count == 0)
            return;
        var hashes = new Dictionary<long, byte[]>();
        var read = new NpgsqlBatchCommand(ReadHashes)
        {
            Parameters = { new NpgsqlParameter<long[]> { TypedValue = [.. seals.Select(seal => seal.Seal.Audit!.N).Distinct()] } },
        };
        await using var reader = await session.ReadAsync([read], cancellation);
        while (await reader.ReadAsync(cancellation))
            hashes[reader.GetInt64(0)] = reader.GetFieldValue<byte[]>(1);
        foreach (var (place, seal) in seals)
        {
            var expected = Describe(seal.Audit!.N, seal.Audit.Hash);
            if (!hashes.TryGetValue(seal.Audit.N, out var hash))
                findings.Add(FindingCodes.Seal, place, expected, "no entry of this number");
            else if (!hash.AsSpan().SequenceEqual(seal.Audit.Hash))
                findings.Add(FindingCodes.Seal, place, expected, Describe(seal.Audit.N, hash));
        }
    }

    private void Add(long n, long until, string fault)
    {
        switch (fault)
        {
            case FindingCodes.Head:
                findings.Add(
                    FindingCodes.Head, "the head of the audit log", string.Create(CultureInfo.InvariantCulture, $"where the log ends: entry {until}, and its hash"),
                    string.Create(CultureInfo.InvariantCulture, $"entry {n}, or another hash"));
                break;
            case FindingCodes.Missing:
                findings.Add(FindingCodes.Missing, Entries(n, until), string.Create(CultureInfo.InvariantCulture, $"{until - n + 1} entries"), "none");
                break;
            default:
                findings.Add(fault, Entries(n, until), "what was appended after the entry before it", "another content, or another hash");
                break;
        }
    }

    private static string Entries(long from, long to) => from == to
        ? string.Create(CultureInfo.InvariantCulture, $"audit log, entry {from}")
        : string.Create(CultureInfo.InvariantCulture, $"audit log, entries {from} to {to}");

    private static string Describe(long n, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"audit log, entry {n}, hash {Convert.ToHexStringLower(hash)}");
}
