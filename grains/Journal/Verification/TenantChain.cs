using System.Globalization;
using Npgsql;

namespace Grains.Journal.Verification;

/// <summary>Goes through all events in the order of their numbers: recomputes the tenant's chain and compares it with the head and with every seal.</summary>
internal sealed class TenantChain(FindingList findings)
{
    private const string ReadHead = "select seq, chain from head";

    private const string ReadLinks = "select seq, hash from event order by seq";

    /// <summary>Number of the last event, by the head.</summary>
    public long Seq { get; private set; }

    public async Task ReadAsync(NpgsqlConnection connection, IReadOnlyCollection<PlacedSeal> seals, CancellationToken cancellation)
    {
        var (seq, head) = await HeadAsync(connection, cancellation);
        Seq = seq;
        var waiting = new Queue<PlacedSeal>(seals.OrderBy(s => s.Seal.Seq));
        var chain = Chain.Origin;
        var last = 0L;
        Compare(waiting, last, chain);
        await using var command = connection.CreateCommand();
        command.CommandText = ReadLinks;
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var number = reader.GetInt64(0);
            if (number == last)
                findings.Add(FindingCodes.Doubled, Numbers(number, number), "one event", "another event of the same number");
            else if (number != last + 1)
                findings.Add(FindingCodes.Missing, Numbers(last + 1, number - 1), $"{number - last - 1} events", "none");
            Chain.Tie(chain, reader.GetFieldValue<byte[]>(1));
            last = number;
            Compare(waiting, last, chain);
        }

        if (last < seq)
            findings.Add(FindingCodes.Missing, Numbers(last + 1, seq), $"{seq - last} events", "none");
        if (last != seq || !chain.AsSpan().SequenceEqual(head))
            findings.Add(FindingCodes.Head, Describe("the head", seq, head), Describe("where the events lead", last, chain), Describe("the head", seq, head));
        foreach (var beyond in waiting)
            findings.Add(FindingCodes.Seal, beyond.Place, Describe("history through the seal", beyond.Seal.Seq, beyond.Seal.Chain), $"history ends at number {last}");
    }

    private void Compare(Queue<PlacedSeal> waiting, long number, byte[] chain)
    {
        while (waiting.TryPeek(out var next) && next.Seal.Seq <= number)
        {
            waiting.Dequeue();
            if (next.Seal.Seq == number && !chain.AsSpan().SequenceEqual(next.Seal.Chain))
                findings.Add(FindingCodes.Seal, next.Place, Describe("the seal", number, next.Seal.Chain), Describe("where the events lead", number, chain));
            else if (next.Seal.Seq < number)
                findings.Add(FindingCodes.Seal, next.Place, Describe("the seal", next.Seal.Seq, next.Seal.Chain), "no event of this number");
        }
    }

    private static async Task<(long Seq, byte[] Chain)> HeadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = ReadHead;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (0, Chain.Origin);
    }

    private static string Numbers(long from, long to) => from == to
        ? string.Create(CultureInfo.InvariantCulture, $"number {from}")
        : string.Create(CultureInfo.InvariantCulture, $"numbers {from} to {to}");

    private static string Describe(string what, long seq, byte[] chain) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}: number {seq}, chain {Convert.ToHexStringLower(chain)}");
}
