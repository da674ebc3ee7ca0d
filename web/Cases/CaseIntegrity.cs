using Grains.Journal;
using Tenancy;

namespace Web.Cases;

/// <summary>Whether a case's events are the ones that were recorded.</summary>
/// <param name="Events">How many there are.</param>
/// <param name="BrokenAt">Number of the first event at which the chain does not hold; null = it holds to the end.</param>
/// <param name="LastSeq">The tenant's number of its last event.</param>
/// <param name="SealedOn">The first day whose seal covers its last event; null = not sealed yet.</param>
/// <param name="SealedOutside">When the last seal was put outside the database by hand, if it covers its last event; null = it does not.</param>
public sealed record CaseIntegrity(int Events, int? BrokenAt, long LastSeq, DateOnly? SealedOn, DateTimeOffset? SealedOutside = null)
{
    /// <summary>An event as its row has it.</summary>
    /// <param name="N">Number in the chain.</param>
    /// <param name="Seq">The tenant's number.</param>
    /// <param name="RecordedAt">When it was recorded.</param>
    /// <param name="Body">Its canonical bytes.</param>
    /// <param name="Hash">Its link.</param>
    public readonly record struct Row(int N, long Seq, DateTimeOffset RecordedAt, byte[] Body, byte[] Hash);

    /// <summary>Computes every link again and compares place, bytes and links with the rows, and the last with the case's own row.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="grain">Id of the case.</param>
    /// <param name="rows">Its events, by number.</param>
    /// <param name="n">The number of events that its row says it has.</param>
    /// <param name="hash">The last link that its row says it has.</param>
    /// <param name="sealedOn">The first day whose seal covers the last event.</param>
    /// <param name="sealedOutside">When the last seal was put outside by hand that covers the last event.</param>
    public static CaseIntegrity Of(
        TenantId tenant, long grain, IReadOnlyList<Row> rows, int n, ReadOnlySpan<byte> hash, DateOnly? sealedOn, DateTimeOffset? sealedOutside = null)
    {
        var last = rows.Count == 0 ? 0 : rows[^1].Seq;
        ReadOnlySpan<byte> link = Chain.Origin;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var reader = new CanonicalReader(row.Body);
            var expected = new EventHeader(GrainKind.Case, tenant, grain, i + 1, row.Seq, row.RecordedAt);
            link = Chain.Link(link, row.Body);
            if (row.N != i + 1 || CanonicalEvent.ReadHeader(ref reader) != expected || !link.SequenceEqual(row.Hash))
                return new(rows.Count, i + 1, last, null);
        }

        return rows.Count == n && link.SequenceEqual(hash) ? new(n, null, last, sealedOn, sealedOutside) : new(rows.Count, rows.Count + 1, last, null);
    }
}
