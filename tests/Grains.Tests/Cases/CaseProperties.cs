using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Grains.Cases;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

public sealed class CaseProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void AnyOrderOfArrival_GivesTheSameState() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
        Bytes(Case.Fold(given.Facts)).SequenceEqual(Bytes(Arrive(given.Shuffled)))));

    [Fact]
    public void AnyOrderOfArrival_GivesTheSameClocksAndFaults() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var (one, other) = (Judge(Case.Fold(given.Facts), given.Now), Judge(Arrive(given.Shuffled), given.Now));
        return Same(one, other) && Clocks(Case.Fold(given.Facts), given.Now).SequenceEqual(Clocks(Arrive(given.Shuffled), given.Now));
    }));

    [Fact]
    public void DeemedAcceptance_GivesTheSameCaseWhetherSweptInTimeOrFoundLater() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var now = Story.Local("2026-03-02 09:00").AddDays(90);
        // Here the platform looked after every single fact; there only once, at the end.
        var (looked, latest) = (new List<RecordedFact>(), DateTimeOffset.MinValue);
        foreach (var fact in given.Shuffled)
        {
            latest = fact.Fact.OccurredAt > latest ? fact.Fact.OccurredAt : latest;
            looked = Deemed([.. looked, fact], latest);
        }

        looked = Deemed(looked, now);
        return Same(Judge(Case.Fold(looked), now), Judge(Case.Fold(Deemed([.. given.Facts], now)), now));
    }));

    [Fact]
    public void DeemedAcceptance_IsAskedForAtMostOnceForEveryRound() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
        Judge(Case.Fold(Deemed([.. given.Facts], given.Now)), given.Now).DeemAcceptedAt is null));

    [Fact]
    public void Nothing_ChangesBeforeTheNextCheck() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var state = Case.Fold(given.Facts);
        var judged = Judge(state, given.Now);
        var until = judged.NextCheckAt ?? given.Now.AddYears(1);
        return until > given.Now && Same(judged, Judge(state, until.AddMicroseconds(-1)), exceptNextCheck: judged.NextCheckAt is null);
    }));

    [Fact]
    public void WhatWasFound_StaysFoundAsTheCaseGoesOn() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        // Attributes that describe the case as a whole may come with any fact and put all before it in another light.
        var facts = given.Facts.Select(WithoutAttributes).Order(CaseOrder.Instance).ToList();
        var (state, found) = (CaseState.New, new HashSet<string>());
        foreach (var fact in facts)
        {
            state = Case.Evolve(state, fact);
            var faults = Judge(state, fact.Fact.OccurredAt).Faults.Where(fault => !fault.Passing).Select(fault => fault.Key).ToHashSet();
            if (!found.IsSubsetOf(faults))
                return false;
            found = faults;
        }

        return found.IsSubsetOf(Judge(state, given.Now.AddDays(90)).Faults.Select(fault => fault.Key));
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

    /// <summary>As the journal does: fold onto what there is, and anew where a fact does not follow.</summary>
    private static CaseState Arrive(IEnumerable<RecordedFact> facts)
    {
        var (state, stored) = (CaseState.New, new List<RecordedFact>());
        foreach (var fact in facts)
        {
            stored.Add(fact);
            state = Case.Follows(state, fact.Fact) ? Case.Evolve(state, fact) : Case.Fold(stored);
        }

        return state;
    }

    private static List<RecordedFact> Deemed(List<RecordedFact> facts, DateTimeOffset now)
    {
        for (var rounds = 0; rounds < 30 && Judge(Case.Fold(facts), now) is { DeemAcceptedAt: not null } silent; rounds++)
            facts.Add(new(DeemedAcceptance.Fact("办件1", Permit.Item.Code, silent), facts.Count + 1, now, null));
        return facts;
    }

    private static RecordedFact WithoutAttributes(RecordedFact fact) => fact with
    {
        Fact = fact.Fact with { Source = CaseSource.Interface, Details = fact.Fact.Details with { AppliedAt = null, ClosedAt = null, CaseType = null, GreenChannel = null } },
    };

    private static CaseJudging Context(DateTimeOffset now) => new(Permit.Inspected, false, Permit.Rules, Permit.Calendar, now);

    private static Judgement Judge(CaseState state, DateTimeOffset now) => CaseJudge.Judge(state, Context(now));

    private static IEnumerable<string> Clocks(CaseState state, DateTimeOffset now) =>
        CaseClocks.Of(state, Context(now)).Select(clock => $"{clock.Kind} {clock.Step} {clock.Start:O} {clock.DueAt:O} {clock.DoneAt:O} {clock.Missed}");

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
