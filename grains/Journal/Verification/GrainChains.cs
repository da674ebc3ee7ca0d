using System.Globalization;
using Npgsql;
using Tenancy;

namespace Grains.Journal.Verification;

/// <summary>Goes through all events grain by grain: recomputes every chain and compares columns with canonical bytes.</summary>
internal sealed class GrainChains(TenantId tenant, PersonDigests persons, FindingList findings)
{
    private const string ReadEvents = """
        select month, grain, n, seq, recorded_at, body, hash from event order by month, grain, n
        """;

    private readonly Dictionary<long, GrainEnd> _ends = [];
    private DateOnly _month;
    private long _grain = -1;
    private int _n;
    private byte[] _previous = Chain.Origin;

    /// <summary>Events read.</summary>
    public long Events { get; private set; }

    /// <summary>Where each grain's chain ends.</summary>
    public IReadOnlyDictionary<long, GrainEnd> Ends => _ends;

    public async Task ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = ReadEvents;
        command.CommandTimeout = 0;
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            Take(
                r.GetFieldValue<DateOnly>(0), r.GetInt64(1), r.GetInt32(2), r.GetInt64(3), r.GetFieldValue<DateTimeOffset>(4),
                r.GetFieldValue<byte[]>(5), r.GetFieldValue<byte[]>(6));
        }
    }

    private void Take(DateOnly month, long grain, int n, long seq, DateTimeOffset recordedAt, byte[] body, byte[] hash)
    {
        Events++;
        var place = Place(grain, n, seq);
        var follows = grain == _grain && month == _month;
        if (!follows)
            (_month, _grain, _n, _previous) = (month, grain, 0, Chain.Origin);
        if (!follows && _ends.TryGetValue(grain, out var elsewhere))
            findings.Add(FindingCodes.Moved, place, Filed(elsewhere.Month), Filed(month));
        else if (n == 1 && new DateOnly(recordedAt.Year, recordedAt.Month, 1) is var begun && begun != month)
            findings.Add(FindingCodes.Moved, place, Filed(begun), Filed(month));
        Link(n, body, hash, place);
        var kind = Compare(new EventHeader(default, tenant, grain, n, seq, recordedAt), body, place);
        if (kind == GrainKind.Case)
            persons.Compare(grain, n, body, place, findings);
        (_n, _previous) = (n, hash);
        _ends[grain] = new GrainEnd(kind, month, n, GrainEnd.Shorten(hash));
    }

    private void Link(int n, byte[] body, byte[] hash, string place)
    {
        if (n != _n + 1)
        {
            findings.Add(FindingCodes.Missing, $"grain {_grain}", $"event {_n + 1}", $"event {n} follows event {_n}");
            return;
        }

        var link = Chain.Link(_previous, body);
        if (!link.AsSpan().SequenceEqual(hash))
            findings.Add(FindingCodes.Altered, place, $"hash {Convert.ToHexStringLower(link)}", $"hash {Convert.ToHexStringLower(hash)}");
    }

    private GrainKind Compare(EventHeader columns, byte[] body, string place)
    {
        try
        {
            var reader = new CanonicalReader(body);
            var header = CanonicalEvent.ReadHeader(ref reader);
            if (header with { Kind = default } != columns)
                findings.Add(FindingCodes.Moved, place, Describe(header), Describe(columns));
            return header.Kind;
        }
        catch (InvalidDataException e)
        {
            findings.Add(FindingCodes.Altered, place, "canonical bytes", e.Message);
            return default;
        }
    }

    private static string Place(long grain, int n, long seq) => string.Create(CultureInfo.InvariantCulture, $"grain {grain}, event {n} (number {seq})");

    private static string Describe(EventHeader header) => string.Create(
        CultureInfo.InvariantCulture,
        $"tenant {header.Tenant}, grain {header.Grain}, event {header.N}, number {header.Seq}, recorded {header.RecordedAt:yyyy-MM-ddTHH:mm:ss.ffffffZ}");

    private static string Filed(DateOnly month) => string.Create(CultureInfo.InvariantCulture, $"filed under {month:yyyy-MM}");
}
