using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Grains.Binary;

namespace Grains.Cases;

/// <summary>The lists of a snapshot: each a count, then its entries.</summary>
internal static class CaseListsCodec
{
    private delegate T ReadOne<T>(ref ByteReader reader, DateTimeOffset origin);

    public static void Write(ref ByteWriter writer, CaseState state)
    {
        var origin = state.FirstAt;
        writer.Number(state.Intake.Length);
        foreach (var one in state.Intake)
        {
            writer.Text(one.EventId);
            writer.Byte((byte)one.Kind);
            writer.Instant(one.At, origin);
            Telling(ref writer, one.RecordedAt, one.ToldAt, origin);
        }

        writer.Number(state.Silences.Length);
        foreach (var one in state.Silences)
        {
            writer.Instant(one.ReceivedAt, origin);
            writer.Instant(one.At, origin);
        }

        writer.Number(state.Supplements.Length);
        foreach (var one in state.Supplements)
        {
            writer.Text(one.EventId);
            writer.Byte(one.AfterAcceptance ? (byte)1 : (byte)0);
            writer.Instant(one.RequestedAt, origin);
            Optional(ref writer, one.ReceivedAt, origin);
            writer.Byte(one.ToldBy.Bits);
        }

        writer.Number(state.Suspensions.Length);
        foreach (var one in state.Suspensions)
        {
            writer.Text(one.EventId);
            writer.Instant(one.From, origin);
            Optional(ref writer, one.Until, origin);
            writer.OptionalText(one.Ground);
            writer.Signed(one.ExpectedDays is { } days ? days : long.MinValue);
            writer.Byte((byte)((one.ApplicantTold ? 1 : 0) | (one.Resumed ? 2 : 0)));
            writer.Byte((byte)one.Outcome);
            Telling(ref writer, one.RecordedAt, one.ToldAt, origin);
            writer.Byte(one.ToldBy.Bits);
            writer.Byte(one.EndToldBy.Bits);
        }

        writer.Number(state.Extensions.Length);
        foreach (var one in state.Extensions)
        {
            writer.Text(one.EventId);
            writer.Instant(one.At, origin);
            writer.Number(one.Days);
            writer.Byte((byte)((one.Approved ? 1 : 0) | (one.ReasonTold ? 2 : 0) | (one.ApplicantTold ? 4 : 0)));
            Telling(ref writer, one.RecordedAt, one.ToldAt, origin);
            writer.Byte(one.ToldBy.Bits);
        }

        writer.Number(state.Steps.Length);
        foreach (var one in state.Steps)
        {
            writer.Text(one.Step);
            writer.OptionalText(one.Post);
            Optional(ref writer, one.StartedAt, origin);
            Optional(ref writer, one.CompletedAt, origin);
            writer.Byte((byte)one.Outcome);
            writer.Byte(one.ToldBy.Bits);
            writer.Byte(one.EndToldBy.Bits);
        }

        writer.Number(state.Charges.Length);
        foreach (var one in state.Charges)
        {
            writer.Text(one.EventId);
            writer.Instant(one.At, origin);
            writer.OptionalText(one.Type);
            writer.OptionalText(one.Item);
            writer.Byte(one.Amount is null ? (byte)0 : (byte)1);
            if (one.Amount is { } amount)
                writer.Decimal(amount);
            writer.Byte(one.ToldBy.Bits);
        }

        writer.Number(state.Prerequisites.Length);
        foreach (var one in state.Prerequisites)
            writer.Text(one);

        writer.Number(state.Belated.Length);
        foreach (var one in state.Belated)
        {
            writer.Text(one.EventId);
            writer.Byte((byte)one.Kind);
            writer.Instant(one.At, origin);
            writer.OptionalText(one.Step);
            writer.Byte(one.AfterEnd ? (byte)1 : (byte)0);
            writer.Byte((byte)one.Source);
        }

        writer.Number(state.Corrections.Length);
        foreach (var one in state.Corrections)
        {
            writer.Text(one.Corrects);
            writer.Instant(one.At, origin);
            writer.Byte(one.Approved ? (byte)1 : (byte)0);
        }
    }

    public static void Read(ref ByteReader reader, CaseState state)
    {
        var origin = state.FirstAt;
        state.Intake = Many(ref reader, origin, Intake);
        state.Silences = Many(ref reader, origin, static (ref reader, origin) => new Silence(reader.Instant(origin), reader.Instant(origin)));
        state.Supplements = Many(ref reader, origin, Supplement);
        state.Suspensions = Many(ref reader, origin, Suspension);
        state.Extensions = Many(ref reader, origin, Extension);
        state.Steps = Many(ref reader, origin, Step);
        state.Charges = Many(ref reader, origin, Charge);
        state.Prerequisites = Many(ref reader, origin, static (ref reader, _) => reader.Text());
        state.Belated = Many(ref reader, origin, Belated);
        state.Corrections = Many(ref reader, origin, Correction);
    }

    private static IntakeFact Intake(ref ByteReader reader, DateTimeOffset origin) =>
        new(reader.Text(), (CaseEventKind)reader.Byte(), reader.Instant(origin), Telling(ref reader, origin, out var told), told);

    private static Supplement Supplement(ref ByteReader reader, DateTimeOffset origin)
    {
        var (id, after) = (reader.Text(), reader.Byte() != 0);
        return new(id, reader.Instant(origin), after, Optional(ref reader, origin), new(reader.Byte()));
    }

    private static Suspension Suspension(ref ByteReader reader, DateTimeOffset origin)
    {
        var (id, from, until, ground) = (reader.Text(), reader.Instant(origin), Optional(ref reader, origin), reader.OptionalText());
        var (days, said) = (reader.Signed(), reader.Byte());
        return new(id, from, until, ground, days == long.MinValue ? null : unchecked((int)days), (said & 1) != 0, (Outcome)reader.Byte(),
            (said & 2) != 0, Telling(ref reader, origin, out var told), told, new(reader.Byte()), new(reader.Byte()));
    }

    private static Extension Extension(ref ByteReader reader, DateTimeOffset origin)
    {
        var (id, at, days, said) = (reader.Text(), reader.Instant(origin), reader.Integer(), reader.Byte());
        return new(id, at, days, (said & 1) != 0, (said & 2) != 0, (said & 4) != 0, Telling(ref reader, origin, out var told), told, new(reader.Byte()));
    }

    private static StepVisit Step(ref ByteReader reader, DateTimeOffset origin) =>
        new(reader.Text(), reader.OptionalText(), Optional(ref reader, origin), Optional(ref reader, origin), (Outcome)reader.Byte(),
            new(reader.Byte()), new(reader.Byte()));

    private static Charge Charge(ref ByteReader reader, DateTimeOffset origin)
    {
        var (id, at, type, item) = (reader.Text(), reader.Instant(origin), reader.OptionalText(), reader.OptionalText());
        return new(id, at, type, item, reader.Byte() == 0 ? null : reader.Decimal(), new(reader.Byte()));
    }

    private static Belated Belated(ref ByteReader reader, DateTimeOffset origin) =>
        new(reader.Text(), (CaseEventKind)reader.Byte(), reader.Instant(origin), reader.OptionalText(), reader.Byte() != 0, (CaseSource)reader.Byte());

    private static Correction Correction(ref ByteReader reader, DateTimeOffset origin) =>
        new(reader.Text(), reader.Instant(origin), reader.Byte() != 0);

    private static ImmutableArray<T> Many<T>(ref ByteReader reader, DateTimeOffset origin, ReadOne<T> read)
    {
        var count = reader.Count();
        if (count == 0)
            return [];
        var all = new T[count];
        for (var i = 0; i < count && !reader.Failed; i++)
            all[i] = read(ref reader, origin);
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    /// <summary>When something was recorded, and when it counts as told, which is mostly the same.</summary>
    private static void Telling(ref ByteWriter writer, DateTimeOffset? recordedAt, DateTimeOffset? toldAt, DateTimeOffset origin)
    {
        Optional(ref writer, recordedAt, origin);
        if (recordedAt is not null)
            Optional(ref writer, toldAt == recordedAt ? null : toldAt, origin);
    }

    private static DateTimeOffset? Telling(ref ByteReader reader, DateTimeOffset origin, out DateTimeOffset? toldAt)
    {
        var recordedAt = Optional(ref reader, origin);
        toldAt = recordedAt is null ? null : Optional(ref reader, origin) ?? recordedAt;
        return recordedAt;
    }

    /// <summary>An instant that may be missing: one byte says so.</summary>
    private static void Optional(ref ByteWriter writer, DateTimeOffset? value, DateTimeOffset origin)
    {
        writer.Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } instant)
            writer.Instant(instant, origin);
    }

    private static DateTimeOffset? Optional(ref ByteReader reader, DateTimeOffset origin) =>
        reader.Byte() == 0 ? null : reader.Instant(origin);
}
