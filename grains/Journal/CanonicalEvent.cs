using Grains.Cases;
using Grains.Signals;
using Tenancy;

namespace Grains.Journal;

/// <summary>The canonical bytes of an event: a header that nails it to its place, then its content.</summary>
/// <remarks>
/// Format 1. Header: format, grain kind, tenant, grain, n, seq, recordedAt. A row that was moved, renumbered or re-dated
/// no longer equals its header. Content of a case's event: <see cref="CaseContent"/>.
/// </remarks>
public static class CanonicalEvent
{
    private const byte Format = 1;

    /// <summary>Writes the header.</summary>
    public static void WriteHeader(CanonicalWriter writer, in EventHeader header)
    {
        writer.Byte(Format);
        writer.Byte((byte)header.Kind);
        writer.Int(header.Tenant.Value);
        writer.Long(header.Grain);
        writer.Int(header.N);
        writer.Long(header.Seq);
        writer.Instant(header.RecordedAt);
    }

    /// <summary>Reads the header; the reader stands at the content afterwards.</summary>
    /// <exception cref="InvalidDataException">Another format, or bytes that end early.</exception>
    public static EventHeader ReadHeader(ref CanonicalReader reader)
    {
        if (reader.Byte() is var format and not Format)
            throw new InvalidDataException($"Canonical format {format} is unknown.");
        return new EventHeader((GrainKind)reader.Byte(), new TenantId(reader.Int()), reader.Long(), reader.Int(), reader.Long(), reader.Instant());
    }

    /// <summary>Reads a case's event back as the fact that was recorded.</summary>
    public static RecordedFact ReadCaseFact(ReadOnlySpan<byte> body)
    {
        var reader = new CanonicalReader(body);
        var header = ReadHeader(ref reader);
        var (fact, person, toldAt) = CaseContent.Read(ref reader);
        return new RecordedFact(fact, header.N, header.RecordedAt, person) { ToldAt = toldAt ?? header.RecordedAt };
    }

    /// <summary>Reads a signal's event back.</summary>
    /// <exception cref="InvalidDataException">The content has an unknown format.</exception>
    public static SignalEvent ReadSignalEvent(ReadOnlySpan<byte> body)
    {
        var reader = new CanonicalReader(body);
        var header = ReadHeader(ref reader);
        return SignalEventCodec.TryRead(reader.Rest(), out var happened)
            ? happened
            : throw new InvalidDataException($"Event {header.Seq} of tenant {header.Tenant} is no signal event this build knows.");
    }
}

/// <summary>Where an event stands: everything about its place that the hash must cover.</summary>
/// <param name="Kind">Kind of grain.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="Grain">Id of the grain within the tenant.</param>
/// <param name="N">Number in the grain's chain, from 1.</param>
/// <param name="Seq">Number among all of the tenant's events, from 1, without gaps.</param>
/// <param name="RecordedAt">The database's clock at recording, UTC, microseconds.</param>
public readonly record struct EventHeader(GrainKind Kind, TenantId Tenant, long Grain, int N, long Seq, DateTimeOffset RecordedAt);
