using Npgsql;

namespace Grains.Journal.Verification;

/// <summary>Compares the bytes of every refused event that is kept with the digest it is kept under.</summary>
/// <remarks>Of one that was cut off where it was kept, the digest covers more than there is: it is compared with nothing.</remarks>
internal sealed class QuarantineKeys(FindingList findings)
{
    private const string ReadAltered = """
        select coalesce(d.code, ''), encode(q.content_key, 'hex'), encode(sha256(q.raw), 'hex')
        from quarantine q left join department d on d.tenant = q.tenant and d.id = q.department
        where octet_length(q.raw) < $1 and sha256(q.raw) <> q.content_key
        order by 1, 2
        """;

    public async Task CompareAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = ReadAltered;
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = RefusedEvent.MaximumRaw });
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            findings.Add(
                FindingCodes.Altered, $"refused event {r.GetString(1)} of department {r.GetString(0)}", "the bytes of this digest", $"bytes of digest {r.GetString(2)}");
        }
    }
}
