using Grains.Cases;
using Grains.Rules;
using Grains.Signals;
using Tenancy;

namespace Grains.Journal;

/// <summary>One case inside a transaction: as it was loaded, and as it becomes.</summary>
internal sealed class CaseWork
{
    public required TenantId Tenant { get; init; }

    public required long Id { get; init; }

    public required int Department { get; init; }

    public required string CaseNo { get; init; }

    public required DateOnly Month { get; init; }

    public required bool IsNew { get; init; }

    public required CaseSnapshot Snapshot { get; init; }

    public int N { get; set; }

    public byte[] Hash { get; set; } = Chain.Origin;

    public int Item { get; set; }

    public short ItemKind { get; set; }

    /// <summary>The kind of item under which the figures hold it and its signals: as loaded, until this transaction counts.</summary>
    public required short CountedKind { get; init; }

    public DateTimeOffset? DueAt { get; set; }

    public DateTimeOffset? NextCheckAt { get; set; }

    /// <summary>Facts recorded in this transaction, in the order of recording.</summary>
    public List<RecordedFact> Fresh { get; } = [];

    /// <summary>Loaded because time has made something due.</summary>
    public bool IsDue { get; init; }

    /// <summary>Something happened to it in this transaction: it is judged and written. A batch of duplicates touches nothing.</summary>
    public bool IsTouched => IsDue || Fresh.Count > 0;

    /// <summary>The fold must start over: a fact came late, or the stored fold has a format of another version.</summary>
    public bool MustRefold { get; set; }

    /// <summary>Judged in this transaction; the row is written.</summary>
    public Judgement? Judgement { get; set; }

    /// <summary>The versions its judgement rests on.</summary>
    public Grounds Grounds { get; set; }

    /// <summary>What signals are raised on.</summary>
    public Subject Subject(TenantWork tenant) => new(
        tenant, Id, Department, ItemKind, Item, Snapshot.Signals, Escalates: !Snapshot.State.IsHistory);

    /// <summary>The gravest colour of the signals that stand on it.</summary>
    public short StandingColour
    {
        get
        {
            var gravest = Colour.None;
            foreach (var signal in Snapshot.Signals)
            {
                if (signal.Stands && signal.Colour > gravest)
                    gravest = signal.Colour;
            }

            return (short)gravest;
        }
    }

    /// <summary>Folds a fresh fact where it follows all others in time; else asks for a new fold.</summary>
    public void Take(RecordedFact fact)
    {
        Fresh.Add(fact);
        if (MustRefold || !Case.Follows(Snapshot.State, fact.Fact))
            MustRefold = true;
        else
            Snapshot.State = Case.Evolve(Snapshot.State, fact);
    }

    /// <summary>Folds the whole history anew.</summary>
    public void Refold(IEnumerable<RecordedFact> stored)
    {
        Snapshot.State = Case.Fold(stored.Concat(Fresh));
        MustRefold = false;
    }
}
