using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

public sealed class CaseProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void DeemedAcceptance_IsAskedForAtMostOnceForEveryRound() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var facts = Deemed([.. given.Facts], given.Now, given.Item);
        return facts.Select(fact => fact.Fact.EventId).Distinct().Count() == facts.Count
            && Judge(Case.Fold(facts), given.Now, given.Item).DeemAcceptedAt is null;
    }));

    [Fact]
    public void Nothing_ChangesBeforeTheNextCheck() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var state = Case.Fold(given.Facts);
        var judged = Judge(state, given.Now, given.Item);
        var until = judged.NextCheckAt ?? given.Now.AddYears(1);
        return until > given.Now && Same(judged, Judge(state, until.AddMicroseconds(-1), given.Item), exceptNextCheck: judged.NextCheckAt is null);
    }));

    [Fact]
    public void WhatWasFound_StaysFoundAsTheCaseGoesOn() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var facts = given.Facts.Select(Told).Order(CaseOrder.Instance).ToList();
        var (state, found) = (CaseState.New, new HashSet<string>());
        for (var i = 0; i < facts.Count; i++)
        {
            var (fact, before) = (facts[i], state);
            state = Case.Evolve(state, fact);
            // What happened at one instant belongs together: a step that ended makes the one that began with it lawful.
            if (i + 1 < facts.Count && facts[i + 1].Fact.OccurredAt == fact.Fact.OccurredAt)
                continue;
            var faults = Judge(state, fact.Fact.OccurredAt, given.Item).Faults.Where(fault => !fault.Passing).Select(fault => fault.Key).ToHashSet();
            // By the account of a way that tells what was ruled only now, what it told before came before it.
            if (!found.IsSubsetOf(faults) && before.Decision?.Again.Accounts.Length == state.Decision?.Again.Accounts.Length
                && before.EndAgain.Accounts.Length == state.EndAgain.Accounts.Length)
                return false;
            found = faults;
        }

        return found.IsSubsetOf(Judge(state, given.Now.AddDays(90), given.Item).Faults.Select(fault => fault.Key));
    }));

    [Fact]
    public void Attributes_ChangeNothingAfterTheAcceptance() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        List<RecordedFact> told = [.. given.Facts.Select(Told).Order(CaseOrder.Instance)];
        var accepted = told.FindIndex(fact => fact.Fact.Kind is CaseEventKind.Accepted or CaseEventKind.CaseFiled);
        // The acceptance told once more binds the office to what it promised with either.
        var bare = told.Select((fact, at) =>
            at > accepted && accepted >= 0 && fact.Fact.Kind is not (CaseEventKind.Accepted or CaseEventKind.CaseFiled) ? WithoutAttributes(fact) : fact);
        return Same(Judge(Case.Fold(told), given.Now, given.Item), Judge(Case.Fold(bare), given.Now, given.Item));
    }));

    [Fact]
    public void Attributes_OfNoLaterFactMoveADeadlineOrMendALateness() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        List<RecordedFact> told = [.. given.Facts.Select(Told)];
        var details = new CaseDetails
        {
            AppliedAt = given.Now.AddDays(-300), ClosedAt = given.Now.AddDays(-200), PromisedClosingTime = given.Now.AddDays(300),
            CaseType = CaseType.Joint, GreenChannel = true,
        };
        Judgement With(CaseDetails said) => Judge(Case.Fold([.. told, Rated(said, given.Now)]), given.Now, given.Item);
        return Same(With(CaseDetails.None), With(details));
    }));

    [Fact]
    public void Snapshot_ReadsBackAsItWasWritten() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var bytes = Bytes(Case.Fold(given.Facts));
        return CaseCodec.TryRead(bytes, out var read) && Bytes(read).SequenceEqual(bytes);
    }));

    [Fact]
    public void BytesOfAnotherFormatOrCutShort_AreNoSnapshot() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var bytes = Bytes(Case.Fold(given.Facts));
        for (var length = 0; length < bytes.Length; length++)
        {
            if (CaseCodec.TryRead(bytes.AsSpan(0, length), out _))
                return false;
        }

        bytes[0]++;
        return !CaseCodec.TryRead(bytes, out var state) && state == CaseState.New;
    }));

    [Fact]
    public void ForeignBytes_AreReadWithoutAnError() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var bytes = Bytes(Case.Fold(given.Facts));
        for (var i = 1; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x55;
            _ = CaseCodec.TryRead(bytes, out _);
        }

        return true;
    }));

    private static List<RecordedFact> Deemed(List<RecordedFact> facts, DateTimeOffset now, ItemVersion item)
    {
        for (var rounds = 0; rounds < 30 && Judge(Case.Fold(facts), now, item) is { DeemAcceptedAt: not null } silent; rounds++)
            facts.Add(new(DeemedAcceptance.Fact("办件1", silent), facts.Count + 1, now, null));
        return facts;
    }

    /// <summary>Told as it happened, by a department's system.</summary>
    private static RecordedFact Told(RecordedFact fact) =>
        fact with { Fact = fact.Fact with { Source = CaseSource.Interface }, RecordedAt = fact.Fact.OccurredAt, ToldAt = fact.Fact.OccurredAt };

    private static RecordedFact Rated(CaseDetails details, DateTimeOffset at) =>
        new(new("later", "办件1", Permit.Item.Code, CaseEventKind.Rated, at, null, null, null, details, CaseSource.Interface), 100, at, null);

    private static RecordedFact WithoutAttributes(RecordedFact fact) => fact with
    {
        Fact = fact.Fact with
        {
            Details = fact.Fact.Details with { AppliedAt = null, ClosedAt = null, CaseType = null, GreenChannel = null, PromisedClosingTime = null },
        },
    };

    private static CaseJudging Context(DateTimeOffset now, ItemVersion item) => new(item, false, Permit.Rules, Permit.Calendar, now);

    private static Judgement Judge(CaseState state, DateTimeOffset now, ItemVersion item) => CaseJudge.Judge(state, Context(now, item));

    private static bool Same(Judgement one, Judgement other, bool exceptNextCheck = false) =>
        one with { Faults = [], NextCheckAt = exceptNextCheck ? null : one.NextCheckAt } == other with { Faults = [], NextCheckAt = exceptNextCheck ? null : other.NextCheckAt }
        && one.Faults.Select(Text).SequenceEqual(other.Faults.Select(Text));

    private static string Text(Fault fault) => $"{fault with { Facts = [] }} {string.Join(';', fault.Facts)}";

    private static byte[] Bytes(CaseState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        CaseCodec.Write(state, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
