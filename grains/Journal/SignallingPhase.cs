using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Grains.Journal.Rows;
using Grains.Rules;
using Grains.Signals;
using Tenancy;

namespace Grains.Journal;

/// <summary>Brings the signals of every subject to what was found of it: raises, escalates, retracts; counts; tells upward.</summary>
internal sealed class SignallingPhase(Unit unit)
{
    private const string ReadSignals = """
        select s.tenant, s.id, s.month, s.n, s.hash, s.state
        from unnest($1::integer[], $2::bigint[]) as k (tenant, id) join signal s on s.tenant = k.tenant and s.id = k.id
        """;

    private readonly List<(Subject Subject, SignalOrder Order)> _known = [];
    private readonly List<(Subject Subject, RaisedSignal Signal, short CountedKind)> _moved = [];

    /// <summary>Works through all subjects; reads from the database only signals that exist and change.</summary>
    public async Task RaiseAsync(TenantSession session, CancellationToken cancellation)
    {
        foreach (var tenant in unit.Tenants.Values)
        {
            foreach (var work in tenant.Cases.Values.Where(c => c.IsTouched))
            {
                Redate(work.Subject(tenant) with { ItemKind = work.CountedKind });
                if (work.CountedKind != work.ItemKind)
                    _moved.AddRange(work.Snapshot.Signals.Select(signal => (work.Subject(tenant), signal, work.CountedKind)));
                Reconcile(work.Subject(tenant), work.Judgement!.Faults, work.Grounds);
            }

            foreach (var work in tenant.Departments.Values)
            {
                Redate(work.Subject(tenant));
                Reconcile(work.Subject(tenant), work.Faults, new Grounds(null, null, tenant.Ground.Calendar.Version));
            }
        }

        if (_known.Count + _moved.Count > 0)
            await ChangeAsync(session, cancellation);
    }

    /// <summary>Where the jurisdiction's zone has changed, a signal is counted on another day.</summary>
    private static void Redate(Subject subject)
    {
        for (var i = 0; i < subject.Signals.Count; i++)
        {
            if (subject.Signals[i] is not { Stands: true, TrueFrom: { } trueFrom, Day: { } day } signal || DayOf(subject, trueFrom) is var now && now == day)
                continue;
            Count(subject, signal.Colour, day, -1);
            Count(subject, signal.Colour, now, 1);
            subject.Signals[i] = signal with { Day = now };
        }
    }

    private void Reconcile(Subject subject, ImmutableArray<Fault> faults, Grounds grounds)
    {
        foreach (var order in Reconciliation.Reconcile(CollectionsMarshal.AsSpan(subject.Signals), faults, grounds, unit.Now))
        {
            if (order.Signal is null)
                Raise(subject, order.Command);
            else
                _known.Add((subject, order));
        }
    }

    private void Raise(Subject subject, SignalCommand command)
    {
        var work = new SignalWork
        {
            Tenant = subject.Tenant.Tenant,
            Id = subject.Tenant.NextId++,
            Case = subject.Case,
            Department = subject.Department,
            ItemKind = subject.ItemKind,
            Item = subject.Item,
            Month = unit.Month,
            IsNew = true,
            State = SignalState.New,
        };
        Apply(subject, work, command);
    }

    private async Task ChangeAsync(TenantSession session, CancellationToken cancellation)
    {
        var loaded = new Dictionary<(int Tenant, long Signal), (DateOnly Month, int N, byte[] Hash, SignalState State)>();
        List<(int Tenant, long Signal)> touched =
        [
            .. _known.Select(one => (one.Subject.Tenant.Tenant.Value, one.Order.Signal!.Value))
                .Union(_moved.Select(one => (one.Subject.Tenant.Tenant.Value, one.Signal.Signal))),
        ];
        await using (var reader = await session.ReadAsync(
            [Columns.Command(ReadSignals, Columns.Of(touched.ConvertAll(one => one.Tenant)), Columns.Of(touched.ConvertAll(one => one.Signal)))],
            cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                if (!SignalCodec.TryRead(reader.GetFieldValue<byte[]>(5), out var state))
                    throw new InvalidDataException($"Signal {reader.GetInt64(1)} of tenant {reader.GetInt32(0)} has a snapshot of unknown format.");
                loaded[(reader.GetInt32(0), reader.GetInt64(1))] = (reader.GetFieldValue<DateOnly>(2), reader.GetInt32(3), reader.GetFieldValue<byte[]>(4), state);
            }
        }

        foreach (var (subject, order) in _known)
            Apply(subject, Loaded(subject, order.Signal!.Value), order.Command);

        foreach (var (subject, signal, countedKind) in _moved)
        {
            var work = Loaded(subject, signal.Signal);
            if (signal.Stands)
            {
                var day = signal.Day ?? DayOf(subject, work.State.TrueFrom);
                Count(subject with { ItemKind = countedKind }, signal.Colour, day, -1);
                Count(subject, signal.Colour, day, 1);
            }

            if (subject.Tenant.Signals.Exists(one => one.Id == work.Id))
                continue;
            // Nothing happened to it but that its case is of another item.
            work.Escalates = subject.Escalates && work.State.Colour == Colour.Red;
            work.EscalatesAgain = subject.Escalates;
            subject.Tenant.Signals.Add(work);
        }

        SignalWork Loaded(Subject subject, long id)
        {
            var (month, n, hash, state) = loaded[(subject.Tenant.Tenant.Value, id)];
            return new SignalWork
            {
                Tenant = subject.Tenant.Tenant,
                Id = id,
                Case = subject.Case,
                Department = subject.Department,
                ItemKind = subject.ItemKind,
                Item = subject.Item,
                Month = month,
                IsNew = false,
                State = state,
                N = n,
                Hash = hash,
            };
        }
    }

    private void Apply(Subject subject, SignalWork work, SignalCommand command)
    {
        var before = work.State;
        foreach (var happened in Signal.Decide(before, command).Events)
        {
            var header = unit.Begin(GrainKind.Signal, subject.Tenant, work.Id, work.N + 1);
            SignalEventCodec.Write(happened, unit.Writer);
            work.Hash = unit.End(header, subject.Tenant, work.Month, work.Hash);
            work.N++;
            work.State = Signal.Evolve(work.State, happened);
        }

        var at = subject.Signals.FindIndex(signal => signal.Signal == work.Id);
        if (!ReferenceEquals(before, work.State))
        {
            work.Escalates = subject.Escalates && (work.State.Colour == Colour.Red || before.Colour == Colour.Red);
            work.EscalatesAgain = subject.Escalates && !work.IsNew;
            subject.Tenant.Signals.Add(work);
            if (before.Stands)
                Count(subject, before.Colour, (at < 0 ? null : subject.Signals[at].Day) ?? DayOf(subject, before.TrueFrom), -1);
            if (work.State.Stands)
                Count(subject, work.State.Colour, DayOf(subject, work.State.TrueFrom), 1);
        }

        var state = work.State;
        var remembered = new RaisedSignal(work.Id, state.Fault, state.Kind, state.Colour, state.Stands, state.TrueFrom, DayOf(subject, state.TrueFrom));
        if (at < 0)
            subject.Signals.Add(remembered);
        else
            subject.Signals[at] = remembered;
    }

    /// <summary>A standing signal counts on the day from which its fault is true, whenever it was found.</summary>
    private static DateOnly DayOf(Subject subject, DateTimeOffset trueFrom) => subject.Tenant.Ground.Calendar.Zone.DayOf(trueFrom);

    private static void Count(Subject subject, Colour colour, DateOnly day, int sign) =>
        subject.Tenant.Figures.Signal(subject.Department, (byte)subject.ItemKind, day, colour, sign);
}
