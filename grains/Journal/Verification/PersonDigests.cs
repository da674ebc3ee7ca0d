using System.Text;
using Npgsql;

namespace Grains.Journal.Verification;

/// <summary>What stands apart from the chain and may be erased: handlers' names and personal fields, against the digests in the chain.</summary>
/// <remarks>
/// What is erased is no finding: its row stands, with its salt and without what it said. What was replaced is one, and so is a row that is gone.
/// </remarks>
internal sealed class PersonDigests
{
    private const string ReadPersons = "select id, salt, name from person";

    private const string ReadFields = "select grain, n, salt, body from personal";

    private readonly Dictionary<int, byte[]?> _persons = [];
    private readonly Dictionary<(long Grain, int N), byte[]?> _fields = [];

    public async Task ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = ReadPersons;
            command.CommandTimeout = 0;
            await using var r = await command.ExecuteReaderAsync(cancellation);
            while (await r.ReadAsync(cancellation))
                _persons[r.GetInt32(0)] = await r.IsDBNullAsync(2, cancellation) ? null : PersonReference.DigestOf(r.GetFieldValue<byte[]>(1), Encoding.UTF8.GetBytes(r.GetString(2)));
        }

        await using (var command = connection.CreateCommand())
        {
            command.CommandText = ReadFields;
            command.CommandTimeout = 0;
            await using var r = await command.ExecuteReaderAsync(cancellation);
            while (await r.ReadAsync(cancellation))
            {
                _fields[(r.GetInt64(0), r.GetInt32(1))] = await r.IsDBNullAsync(3, cancellation)
                    ? null
                    : PersonReference.DigestOf(r.GetFieldValue<byte[]>(2), r.GetFieldValue<byte[]>(3));
            }
        }
    }

    /// <summary>Compares the digests in a case's event.</summary>
    public void Compare(long grain, int n, byte[] body, string place, FindingList findings)
    {
        try
        {
            var digests = CaseContent.ReadDigests(body);
            if (digests.Person is { } person)
            {
                if (!_persons.TryGetValue(person, out var known))
                    findings.Add(FindingCodes.Personal, place, "the handler who was recorded, or the row that an erasure leaves", $"no person {person}");
                else if (known is not null && !known.AsSpan().SequenceEqual(digests.Handler))
                    findings.Add(FindingCodes.Personal, place, "the handler who was recorded", $"another name as person {person}");
            }

            if (!_fields.TryGetValue((grain, n), out var fields))
            {
                if (digests.Fields.Length > 0)
                    findings.Add(FindingCodes.Personal, place, "the personal fields that were recorded, or the row that an erasure leaves", "no row");
            }
            else if (fields is not null && !fields.AsSpan().SequenceEqual(digests.Fields))
            {
                findings.Add(FindingCodes.Personal, place, "the personal fields that were recorded", "others");
            }
        }
        catch (InvalidDataException e)
        {
            findings.Add(FindingCodes.Altered, place, "a case's event", e.Message);
        }
    }
}
