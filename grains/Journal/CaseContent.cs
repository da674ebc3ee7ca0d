using System.Collections.Immutable;
using System.Globalization;
using Grains.Cases;

namespace Grains.Journal;

/// <summary>The content of a case's event in canonical bytes: fixed fields, then the details that are present, each behind its tag.</summary>
public static class CaseContent
{
    /// <summary>Tags of details; stored, so they never change.</summary>
    private enum Tag : byte
    {
        PromisedClosingTime = 1, AppliedAt, ClosedAt, CaseType, GreenChannel, Channel, Reason, Remedies, Ground, ExpectedDays,
        NoticeProof, Result, Days, Approver, FeeType, FeeItem, Amount, Basis, Material, Prerequisite, Opinion, DocumentNumber,
        Corrects, Satisfaction, Extra, PersonalDigest, ToldAt,
    }

    /// <summary>Writes the content; <paramref name="handler"/> and <paramref name="personalDigest"/> stand for what may be erased.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="fact">What happened.</param>
    /// <param name="handler">Who acted.</param>
    /// <param name="personalDigest">Digest of the personal fields; empty for none.</param>
    /// <param name="toldAt">When it counts as told; null where that is when it is recorded.</param>
    public static void Write(
        CanonicalWriter writer, CaseFact fact, PersonReference? handler, ReadOnlySpan<byte> personalDigest, DateTimeOffset? toldAt = null)
    {
        writer.Byte((byte)fact.Kind);
        writer.Byte((byte)fact.Source);
        writer.Instant(fact.OccurredAt);
        writer.Text(fact.EventId);
        writer.Text(fact.CaseNo);
        writer.Text(fact.ItemCode);
        writer.Text(fact.Step);
        writer.Text(fact.Post);
        writer.Int(handler?.Id ?? 0);
        if (handler is { } person)
            writer.Raw(person.Digest);
        if (!ReferenceEquals(fact.Details, CaseDetails.None))
            WriteDetails(writer, fact.Details);
        Instant(writer, Tag.ToldAt, toldAt);
        if (personalDigest.Length > 0)
        {
            writer.Byte((byte)Tag.PersonalDigest);
            writer.Bytes(personalDigest);
        }
    }

    /// <summary>Reads the content; the handler's name and personal fields are not in it.</summary>
    public static (CaseFact Fact, int? Person, DateTimeOffset? ToldAt) Read(ref CanonicalReader reader)
    {
        var kind = (CaseEventKind)reader.Byte();
        var source = (CaseSource)reader.Byte();
        var occurredAt = reader.Instant();
        var eventId = reader.Text()!;
        var caseNo = reader.Text()!;
        var itemCode = reader.Text()!;
        var step = reader.Text();
        var post = reader.Text();
        int? person = reader.Int() is var id and not 0 ? id : null;
        if (person is not null)
            PersonReference.SkipDigest(ref reader);
        DateTimeOffset? toldAt = null;
        var details = reader.AtEnd ? CaseDetails.None : ReadDetails(ref reader, out toldAt);
        return (new CaseFact(eventId, caseNo, itemCode, kind, occurredAt, step, post, null, details, source), person, toldAt);
    }

    /// <summary>The digests that an event has in the place of what may be erased.</summary>
    /// <param name="Person">Id of the handler; null for none.</param>
    /// <param name="Handler">Digest of the handler's name; empty for none.</param>
    /// <param name="Fields">Digest of the personal fields; empty for none.</param>
    public readonly record struct Digests(int? Person, byte[] Handler, byte[] Fields);

    /// <summary>Reads the digests of a case's event.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static Digests ReadDigests(ReadOnlySpan<byte> body)
    {
        var reader = new CanonicalReader(body);
        CanonicalEvent.ReadHeader(ref reader);
        reader.Byte();
        reader.Byte();
        reader.Instant();
        // Event id, case number, item, step, post.
        for (var i = 0; i < 5; i++)
            reader.Text();
        int? person = reader.Int() is var id and not 0 ? id : null;
        byte[] handler = person is null ? [] : PersonReference.ReadDigest(ref reader);
        return new Digests(person, handler, FieldsDigest(reader.Rest()));
    }

    /// <summary>It is written last, so that it is found from the end.</summary>
    private static byte[] FieldsDigest(ReadOnlySpan<byte> details)
    {
        ReadOnlySpan<byte> before = [(byte)Tag.PersonalDigest, 0, 0, 0, PersonReference.DigestLength];
        var start = details.Length - PersonReference.DigestLength - before.Length;
        return start >= 0 && details[start..].StartsWith(before) ? details[(start + before.Length)..].ToArray() : [];
    }

    private static void WriteDetails(CanonicalWriter writer, CaseDetails details)
    {
        Instant(writer, Tag.PromisedClosingTime, details.PromisedClosingTime);
        Instant(writer, Tag.AppliedAt, details.AppliedAt);
        Instant(writer, Tag.ClosedAt, details.ClosedAt);
        Number(writer, Tag.CaseType, (int?)details.CaseType);
        Number(writer, Tag.GreenChannel, details.GreenChannel is { } green ? (green ? 1 : 0) : null);
        Text(writer, Tag.Channel, details.Channel);
        Text(writer, Tag.Reason, details.Reason);
        Text(writer, Tag.Remedies, details.Remedies);
        Text(writer, Tag.Ground, details.Ground);
        Number(writer, Tag.ExpectedDays, details.ExpectedDays);
        Text(writer, Tag.NoticeProof, details.NoticeProof);
        Text(writer, Tag.Result, details.Result);
        Number(writer, Tag.Days, details.Days);
        Text(writer, Tag.Approver, details.Approver);
        Text(writer, Tag.FeeType, details.FeeType);
        Text(writer, Tag.FeeItem, details.FeeItem);
        Text(writer, Tag.Amount, details.Amount?.ToString("0.##", CultureInfo.InvariantCulture));
        Text(writer, Tag.Basis, details.Basis);
        foreach (var material in details.Materials)
            Text(writer, Tag.Material, material);
        foreach (var prerequisite in details.Prerequisites)
            Text(writer, Tag.Prerequisite, prerequisite);
        Text(writer, Tag.Opinion, details.Opinion);
        Text(writer, Tag.DocumentNumber, details.DocumentNumber);
        Text(writer, Tag.Corrects, details.Corrects);
        Number(writer, Tag.Satisfaction, details.Satisfaction);
        foreach (var (name, value) in details.Extra)
        {
            Text(writer, Tag.Extra, name);
            writer.Text(value);
        }
    }

    private static CaseDetails ReadDetails(ref CanonicalReader reader, out DateTimeOffset? toldAt)
    {
        toldAt = null;
        var details = new CaseDetails();
        var materials = ImmutableArray.CreateBuilder<string>();
        var prerequisites = ImmutableArray.CreateBuilder<string>();
        var extra = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        while (!reader.AtEnd)
        {
            switch ((Tag)reader.Byte())
            {
                case Tag.PromisedClosingTime: details = details with { PromisedClosingTime = reader.Instant() }; break;
                case Tag.AppliedAt: details = details with { AppliedAt = reader.Instant() }; break;
                case Tag.ClosedAt: details = details with { ClosedAt = reader.Instant() }; break;
                case Tag.CaseType: details = details with { CaseType = (CaseType)reader.Int() }; break;
                case Tag.GreenChannel: details = details with { GreenChannel = reader.Int() == 1 }; break;
                case Tag.Channel: details = details with { Channel = reader.Text() }; break;
                case Tag.Reason: details = details with { Reason = reader.Text() }; break;
                case Tag.Remedies: details = details with { Remedies = reader.Text() }; break;
                case Tag.Ground: details = details with { Ground = reader.Text() }; break;
                case Tag.ExpectedDays: details = details with { ExpectedDays = reader.Int() }; break;
                case Tag.NoticeProof: details = details with { NoticeProof = reader.Text() }; break;
                case Tag.Result: details = details with { Result = reader.Text() }; break;
                case Tag.Days: details = details with { Days = reader.Int() }; break;
                case Tag.Approver: details = details with { Approver = reader.Text() }; break;
                case Tag.FeeType: details = details with { FeeType = reader.Text() }; break;
                case Tag.FeeItem: details = details with { FeeItem = reader.Text() }; break;
                case Tag.Amount: details = details with { Amount = decimal.Parse(reader.Text()!, CultureInfo.InvariantCulture) }; break;
                case Tag.Basis: details = details with { Basis = reader.Text() }; break;
                case Tag.Material: materials.Add(reader.Text()!); break;
                case Tag.Prerequisite: prerequisites.Add(reader.Text()!); break;
                case Tag.Opinion: details = details with { Opinion = reader.Text() }; break;
                case Tag.DocumentNumber: details = details with { DocumentNumber = reader.Text() }; break;
                case Tag.Corrects: details = details with { Corrects = reader.Text() }; break;
                case Tag.Satisfaction: details = details with { Satisfaction = reader.Int() }; break;
                case Tag.Extra: extra.Add(new(reader.Text()!, reader.Text()!)); break;
                case Tag.PersonalDigest: reader.Bytes(); break;
                case Tag.ToldAt: toldAt = reader.Instant(); break;
                case var tag: throw new InvalidDataException($"Tag {tag} of a case event is unknown.");
            }
        }

        return details with { Materials = materials.DrainToImmutable(), Prerequisites = prerequisites.DrainToImmutable(), Extra = extra.DrainToImmutable() };
    }

    private static void Instant(CanonicalWriter writer, Tag tag, DateTimeOffset? value)
    {
        if (value is not { } instant)
            return;
        writer.Byte((byte)tag);
        writer.Instant(instant);
    }

    private static void Number(CanonicalWriter writer, Tag tag, int? value)
    {
        if (value is not { } number)
            return;
        writer.Byte((byte)tag);
        writer.Int(number);
    }

    private static void Text(CanonicalWriter writer, Tag tag, string? value)
    {
        if (value is null)
            return;
        writer.Byte((byte)tag);
        writer.Text(value);
    }
}
