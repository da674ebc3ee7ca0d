using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Grains.Cases;
using Grains.Departments;
using Grains.Journal;
using Grains.Tests.Cases;
using Xunit;

namespace Grains.Tests.Conformance;

/// <summary>Grains that decide nothing but only fold what is recorded: a snapshot anywhere on the way changes nothing.</summary>
public sealed class FoldConformance
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Case_GoesOnFromItsSnapshot() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var (live, stored) = (CaseState.New, CaseState.New);
        foreach (var fact in given.Facts.Order(CaseOrder.Instance))
        {
            live = Case.Evolve(live, fact);
            if (!CaseCodec.TryRead(Bytes(Case.Evolve(stored, fact), CaseCodec.Write), out stored))
                return false;
        }

        return Bytes(live, CaseCodec.Write).SequenceEqual(Bytes(stored, CaseCodec.Write));
    }));

    [Fact]
    public void Case_FoldsFromItsEventsAsFromWhatWasTold() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var writer = new CanonicalWriter();
        return Bytes(Case.Fold([.. given.Facts.Select(Read)]), CaseCodec.Write).SequenceEqual(Bytes(Case.Fold(given.Facts), CaseCodec.Write));

        RecordedFact Read(RecordedFact told)
        {
            writer.Clear();
            CaseContent.Write(writer, told.Fact, handler: null, [], told.ToldAt);
            var reader = new CanonicalReader(writer.Written);
            return told with { Fact = CaseContent.Read(ref reader).Fact };
        }
    }));

    [Fact]
    public void Department_GoesOnFromItsSnapshot() => Check.One(Config, Prop.ForAll(SomeCase.Arrivals, given =>
    {
        var (live, stored) = (DepartmentState.New, DepartmentState.New);
        foreach (var fact in given.Facts)
        {
            var tally = new BatchTally(Permit.Rules, Permit.Calendar, given.Now.AddMinutes(fact.N), 7);
            tally.Add(Case.Fold([fact]), [fact]);
            live = Department.Evolve(live, tally.ToBatch());
            if (!DepartmentCodec.TryRead(Bytes(Department.Evolve(stored, tally.ToBatch()), DepartmentCodec.Write), out stored))
                return false;
        }

        return Bytes(live, DepartmentCodec.Write).SequenceEqual(Bytes(stored, DepartmentCodec.Write));
    }));

    [Fact]
    public void UnknownEvents_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Story().On("2026-03-02 09:00", (CaseEventKind)200).State);
        Assert.Throws<ArgumentOutOfRangeException>(() => Grains.Signals.Signal.Evolve(Grains.Signals.SignalState.New, null!));
    }

    private static byte[] Bytes<T>(T state, Action<T, IBufferWriter<byte>> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(state, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
