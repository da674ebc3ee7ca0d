using System.Buffers;
using System.Collections.Immutable;
using Grains.Binary;

namespace Grains.Cases;

/// <summary>The snapshot of a case in bytes: a cache of the fold, written anew with every change.</summary>
/// <remarks>
/// Equal states give equal bytes. Instants are microseconds relative to the first fact, variable in length. The format is not
/// kept readable for ever: bytes of another format are folded again from the events.
/// </remarks>
public static class CaseCodec
{
    /// <summary>Grows with every change of the form or of the fold itself.</summary>
    internal const byte Format = 17;

    /// <summary>Which of the members that may be absent are there; also the plain yes-or-no ones.</summary>
    [Flags]
    private enum Has
    {
        None = 0, Live = 1, GreenChannel = 1 << 1, Deemed = 1 << 2, Person = 1 << 3, Type = 1 << 4, Received = 1 << 5,
        Accepted = 1 << 6, Refusal = 1 << 7, Decision = 1 << 8, Promise = 1 << 9, Forwarded = 1 << 10, Published = 1 << 11,
        Delivered = 1 << 12, Heard = 1 << 13, End = 1 << 14, StatedEnd = 1 << 15,
        OtherItem = 1 << 16, OwnAcceptance = 1 << 17, HandledLive = 1 << 18, ImportedStops = 1 << 19, GreenRetold = 1 << 20, ImportedAcceptance = 1 << 21,
    }

    /// <summary>Writes a state.</summary>
    public static void Write(CaseState state, IBufferWriter<byte> target)
    {
        var writer = new ByteWriter(target);
        var has = WhatHas(state);
        var origin = state.FirstAt;
        writer.Byte(Format);
        writer.Number((ulong)has);
        writer.Number(state.Count);
        if (state.LiveFrom is { } live)
            writer.Number(live);
        writer.Byte((byte)state.Source);
        writer.Instant(origin);
        writer.Instant(state.LastOccurredAt, origin);
        writer.Byte((byte)state.LastKind);
        writer.Instant(state.FirstRecordedAt, origin);
        if (state.LastPerson is { } person)
            writer.Number(person);
        writer.Text(state.ItemCode);
        if (state.OtherItem is { } other)
        {
            writer.Text(other.EventId);
            writer.Text(other.ItemCode);
            writer.Instant(other.At, origin);
        }

        if (state.Type is { } type)
            writer.Byte((byte)type);
        Instant(ref writer, state.GreenRetoldAt, origin);
        Instant(ref writer, state.ReceivedAt, origin);
        Instant(ref writer, state.AcceptedAt, origin);
        Instant(ref writer, state.DeemedAt, origin);
        if (state.OwnAcceptanceAt is { } accepted)
        {
            writer.Instant(accepted, origin);
            writer.Byte(state.AcceptanceToldBy.Bits);
        }

        Ruling(ref writer, state.Refusal, origin);
        Ruling(ref writer, state.Decision, origin);
        Promise(ref writer, state.Promise, origin);
        if (state.ForwardedAt is { } forwarded)
        {
            writer.Instant(forwarded, origin);
            writer.Byte(state.ForwardedToldBy.Bits);
            Accounts(ref writer, state.ForwardedAgain.Accounts, forwarded);
        }

        Instant(ref writer, state.PublishedAt, origin);
        Instant(ref writer, state.DeliveredAt, origin);
        if (!state.Hearings.IsEmpty)
            Accounts(ref writer, state.Hearings, origin);

        if (state.EndKind is { } end)
        {
            writer.Byte((byte)end);
            writer.Instant(state.EndEventAt!.Value, origin);
            writer.Byte(state.EndToldBy.Bits);
            Accounts(ref writer, state.EndAgain.Accounts, state.EndEventAt.Value);
        }

        Instant(ref writer, state.LoggedEndAt, origin);
        Instant(ref writer, state.HandledLiveAt, origin);
        if (state.ImportedStops != ImportedStops.None)
            writer.Byte((byte)state.ImportedStops);
        CaseListsCodec.Write(ref writer, state);
        writer.Flush();
    }

    /// <summary>Reads a state; false when the bytes have another format or are no snapshot, and the history must be folded again.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out CaseState state)
    {
        state = CaseState.New;
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Format)
            return false;
        var has = (Has)reader.Number();
        var read = CaseState.New with { Count = reader.Integer() };
        read.LiveFrom = has.HasFlag(Has.Live) ? reader.Integer() : null;
        read.GreenChannel = has.HasFlag(Has.GreenChannel);
        read.Source = (CaseSource)reader.Byte();
        var origin = read.FirstAt = reader.Instant();
        read.LastOccurredAt = reader.Instant(origin);
        read.LastKind = (CaseEventKind)reader.Byte();
        read.FirstRecordedAt = reader.Instant(origin);
        read.LastPerson = has.HasFlag(Has.Person) ? reader.Integer() : null;
        read.ItemCode = reader.Text();
        read.OtherItem = has.HasFlag(Has.OtherItem) ? new OtherItem(reader.Text(), reader.Text(), reader.Instant(origin)) : null;
        read.Type = has.HasFlag(Has.Type) ? (CaseType)reader.Byte() : null;
        read.GreenRetoldAt = has.HasFlag(Has.GreenRetold) ? reader.Instant(origin) : null;
        read.ReceivedAt = has.HasFlag(Has.Received) ? reader.Instant(origin) : null;
        read.AcceptedAt = has.HasFlag(Has.Accepted) ? reader.Instant(origin) : null;
        read.DeemedAt = has.HasFlag(Has.Deemed) ? reader.Instant(origin) : null;
        if (has.HasFlag(Has.OwnAcceptance))
            (read.OwnAcceptanceAt, read.AcceptanceToldBy) = (reader.Instant(origin), new(reader.Byte()));
        read.IsAcceptanceImported = has.HasFlag(Has.ImportedAcceptance);
        read.Refusal = has.HasFlag(Has.Refusal) ? Ruling(ref reader, origin) : null;
        read.Decision = has.HasFlag(Has.Decision) ? Ruling(ref reader, origin) : null;
        read.Promise = has.HasFlag(Has.Promise)
            ? new(reader.Text(), reader.Instant(origin), reader.Instant(origin), reader.Byte() != 0)
            : null;
        if (has.HasFlag(Has.Forwarded))
        {
            (read.ForwardedAt, read.ForwardedToldBy) = (reader.Instant(origin), new(reader.Byte()));
            read.ForwardedAgain = new(Accounts(ref reader, read.ForwardedAt.Value));
        }

        read.PublishedAt = has.HasFlag(Has.Published) ? reader.Instant(origin) : null;
        read.DeliveredAt = has.HasFlag(Has.Delivered) ? reader.Instant(origin) : null;
        if (has.HasFlag(Has.Heard))
            read.Hearings = Accounts(ref reader, origin);
        if (has.HasFlag(Has.End))
        {
            (read.EndKind, read.EndEventAt, read.EndToldBy) = ((CaseEventKind)reader.Byte(), reader.Instant(origin), new(reader.Byte()));
            read.EndAgain = new(Accounts(ref reader, read.EndEventAt.Value));
        }

        read.LoggedEndAt = has.HasFlag(Has.StatedEnd) ? reader.Instant(origin) : null;
        read.HandledLiveAt = has.HasFlag(Has.HandledLive) ? reader.Instant(origin) : null;
        read.ImportedStops = has.HasFlag(Has.ImportedStops) ? (ImportedStops)reader.Byte() : ImportedStops.None;
        CaseListsCodec.Read(ref reader, read);
        if (!reader.IsComplete)
            return false;
        state = read;
        return true;
    }

    private static Has WhatHas(CaseState state) =>
        (state.LiveFrom is null ? Has.None : Has.Live)
        | (state.GreenChannel ? Has.GreenChannel : Has.None)
        | (state.DeemedAt is null ? Has.None : Has.Deemed)
        | (state.OwnAcceptanceAt is null ? Has.None : Has.OwnAcceptance)
        | (state.IsAcceptanceImported ? Has.ImportedAcceptance : Has.None)
        | (state.LastPerson is null ? Has.None : Has.Person)
        | (state.OtherItem is null ? Has.None : Has.OtherItem)
        | (state.Type is null ? Has.None : Has.Type)
        | (state.GreenRetoldAt is null ? Has.None : Has.GreenRetold)
        | (state.ReceivedAt is null ? Has.None : Has.Received)
        | (state.AcceptedAt is null ? Has.None : Has.Accepted)
        | (state.Refusal is null ? Has.None : Has.Refusal)
        | (state.Decision is null ? Has.None : Has.Decision)
        | (state.Promise is null ? Has.None : Has.Promise)
        | (state.ForwardedAt is null ? Has.None : Has.Forwarded)
        | (state.PublishedAt is null ? Has.None : Has.Published)
        | (state.DeliveredAt is null ? Has.None : Has.Delivered)
        | (state.Hearings.IsEmpty ? Has.None : Has.Heard)
        | (state.EndKind is null ? Has.None : Has.End)
        | (state.LoggedEndAt is null ? Has.None : Has.StatedEnd)
        | (state.HandledLiveAt is null ? Has.None : Has.HandledLive)
        | (state.ImportedStops == ImportedStops.None ? Has.None : Has.ImportedStops);

    private static void Instant(ref ByteWriter writer, DateTimeOffset? value, DateTimeOffset origin)
    {
        if (value is { } instant)
            writer.Instant(instant, origin);
    }

    private static void Ruling(ref ByteWriter writer, Ruling? ruling, DateTimeOffset origin)
    {
        if (ruling is null)
            return;
        writer.Text(ruling.EventId);
        writer.Byte((byte)ruling.Kind);
        writer.Instant(ruling.At, origin);
        writer.OptionalText(ruling.Post);
        writer.Byte((byte)((ruling.ReasonTold ? 1 : 0) | (ruling.RemediesTold ? 2 : 0)));
        writer.Byte(ruling.ToldBy.Bits);
        Accounts(ref writer, ruling.Again.Accounts, ruling.At);
    }

    private static Ruling Ruling(ref ByteReader reader, DateTimeOffset origin)
    {
        var (id, kind, at, post) = (reader.Text(), (CaseEventKind)reader.Byte(), reader.Instant(origin), reader.OptionalText());
        var told = reader.Byte();
        return new(id, kind, at, post, (told & 1) != 0, (told & 2) != 0, new(reader.Byte()), new(Accounts(ref reader, at)));
    }

    private static void Accounts(ref ByteWriter writer, ImmutableArray<OwnAccount> accounts, DateTimeOffset origin)
    {
        writer.Number(accounts.Length);
        foreach (var own in accounts)
        {
            writer.Instant(own.At, origin);
            writer.Byte((byte)own.By);
        }
    }

    private static ImmutableArray<OwnAccount> Accounts(ref ByteReader reader, DateTimeOffset origin)
    {
        var accounts = ImmutableArray.CreateBuilder<OwnAccount>();
        for (var left = reader.Count(); left > 0; left--)
            accounts.Add(new(reader.Instant(origin), (CaseSource)reader.Byte()));
        return accounts.DrainToImmutable();
    }

    private static void Promise(ref ByteWriter writer, Promise? promise, DateTimeOffset origin)
    {
        if (promise is null)
            return;
        writer.Text(promise.EventId);
        writer.Instant(promise.MadeAt, origin);
        writer.Instant(promise.Until, origin);
        writer.Byte(promise.AtAcceptance ? (byte)1 : (byte)0);
    }
}
