using Grains.Cases;
using Grains.Rules;
using Npgsql;

namespace Grains.Journal.Verification;

/// <summary>Folds every case of a tenant again from its events and compares it with its stored snapshot, bit by bit, and with the columns that lists are drawn from.</summary>
/// <remarks>
/// A stream, case by case. What needs the clock to be told (deadlines, what counts as late) is the recount's to compare; of the
/// events that a case knows, their ids are compared, not the digests of what persons are called. What an earlier version has
/// left in its own form waits to be folded again (<see cref="FoldRecheck"/>): until then it is believed as far as that form
/// explains it, and it is a finding where nothing folds it again.
/// </remarks>
internal sealed class Refold(SignalFolds signals, FindingList findings)
{
    // The snapshot comes with the first event only: it is as long as all events of a case together.
    private const string Read = """
        select c.id, c.case_no, c.department, case when e.n = 1 then c.state end, c.status, c.colour, c.source, c.opened_at, c.ended_at,
          coalesce(c.next_check_at <= now(), false), e.body, c.item, c.item_kind, c.handler
        from case_file c join event e on e.tenant = c.tenant and e.month = c.month and e.grain = c.id order by c.id, e.n
        """;

    private const string ReadItems = "select code, id, department, kind from item";

    private const string ReadPersons = "select id, department from person";

    private const string ReadDepartments = "select id, code, accepted, state from department order by id";

    private const string ReadApplied = "select basis from fold_applied";

    private const string ReadAside = "select grain from set_aside where kind = 1 and resolved_at is null";

    private readonly CanonicalWriter _scratch = new();
    private readonly List<RecordedFact> _facts = [];
    private readonly ToldFacts _told = new();
    private readonly HashSet<long> _aside = [];
    private readonly Dictionary<string, (int Id, int Department, short Kind)> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _persons = [];
    private Row _row = Row.None;
    private bool _damaged;
    private bool _applied;

    /// <summary>Cases and departments that wait to be folded again in the form of this build.</summary>
    public long Waiting { get; private set; }

    public async Task CompareAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await ReadWaitingAsync(connection, cancellation);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = Read;
            command.CommandTimeout = 0;
            await using var r = await command.ExecuteReaderAsync(cancellation);
            while (await r.ReadAsync(cancellation))
                Take(r);
        }

        End();
        await CompareDepartmentsAsync(connection, cancellation);
    }

    /// <summary>Whether a failure comes from bytes that are not what was recorded.</summary>
    public static bool IsDamage(Exception failure) =>
        failure is InvalidDataException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or OutOfMemoryException;

    private async Task ReadWaitingAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"{ReadApplied}; {ReadAside}; {ReadItems}; {ReadPersons}";
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
            _applied = r.GetString(0) == FoldBasis.Current;
        await r.NextResultAsync(cancellation);
        while (await r.ReadAsync(cancellation))
            _aside.Add(r.GetInt64(0));
        await r.NextResultAsync(cancellation);
        while (await r.ReadAsync(cancellation))
            _items[r.GetString(0)] = (r.GetInt32(1), r.GetInt32(2), r.GetInt16(3));
        await r.NextResultAsync(cancellation);
        while (await r.ReadAsync(cancellation))
            _persons[r.GetInt32(0)] = r.GetInt32(1);
    }

    private void Take(NpgsqlDataReader r)
    {
        if (r.GetInt64(0) != _row.Id)
        {
            End();

            // Without its first event nothing of a case can be folded; that it is missing the chain tells.
            _damaged = r.IsDBNull(3);
            _row = new(
                r.GetInt64(0), r.GetString(1), r.GetInt32(2), _damaged ? [] : r.GetFieldValue<byte[]>(3), r.GetInt16(4), r.GetInt16(5), r.GetInt16(6),
                r.GetFieldValue<DateTimeOffset?>(7), r.GetFieldValue<DateTimeOffset?>(8), r.GetBoolean(9),
                r.GetInt32(11), r.GetInt16(12), r.GetFieldValue<int?>(13));
        }

        try
        {
            _facts.Add(CanonicalEvent.ReadCaseFact(r.GetFieldValue<byte[]>(10)));
        }
        catch (Exception e) when (IsDamage(e))
        {
            // Found already as altered, at its event.
            _damaged = true;
        }
    }

    private void End()
    {
        if (_row.Id >= 0 && !_damaged)
        {
            try
            {
                Compare();
            }
            catch (Exception e) when (IsDamage(e))
            {
                findings.Add(FindingCodes.Refold, Place, "events that can be folded", e.GetType().Name);
            }
        }

        _facts.Clear();
        _damaged = false;
    }

    private string Place => $"case {_row.CaseNo} (grain {_row.Id})";

    private void Compare()
    {
        var state = Case.Fold(_facts);
        _told.Add(_row.Department, state, _facts);
        var waits = _row.Stored is { } stored && !Compare(stored, state);
        var colour = signals.OfCase(_row.Id).Where(signal => signal.Stands).Select(signal => signal.Colour).DefaultIfEmpty(Colour.None).Max();
        if (!IsInRow(state)
            && !(waits && _row.Source == (short)state.Source && EarlierFold.Explains(_facts, state, ((CaseStatus)_row.Status, _row.OpenedAt, _row.EndedAt))))
            findings.Add(FindingCodes.Refold, Place, $"{state.Status}, opened {state.OpenedAt:O}, ended {state.StoppedAt:O}", $"status {_row.Status}, opened {_row.OpenedAt:O}, ended {_row.EndedAt:O} in its row");
        if (_row.Colour != (short)colour)
            findings.Add(FindingCodes.Refold, Place, $"colour {colour}", $"colour {(Colour)_row.Colour} in its row");
        if (_facts.Find(one => one.Fact.CaseNo != _row.CaseNo) is { } other)
            findings.Add(FindingCodes.Refold, Place, $"number {other.Fact.CaseNo}", $"number {_row.CaseNo} in its row");
        if (!waits)
            CompareSubject(state);
    }

    /// <summary>Compares whose case it is: no event names its department, but the item and the persons that its events name belong to one.</summary>
    private void CompareSubject(CaseState state)
    {
        if (_row.Handler != state.LastPerson)
            findings.Add(FindingCodes.Refold, Place, $"handler {state.LastPerson}", $"handler {_row.Handler} in its row");
        if (state.LastPerson is { } person && _persons.TryGetValue(person, out var office) && office != _row.Department)
            findings.Add(FindingCodes.Refold, Place, $"department {office} of its handler", $"department {_row.Department} in its row");
        if (!_items.TryGetValue(state.ItemCode, out var item))
            return;
        if (item.Department != _row.Department)
            findings.Add(FindingCodes.Refold, Place, $"department {item.Department} of its item", $"department {_row.Department} in its row");
        else if ((_row.Item, _row.ItemKind) != (item.Id, item.Kind))
            findings.Add(FindingCodes.Refold, Place, $"item {item.Id} of kind {item.Kind}", $"item {_row.Item} of kind {_row.ItemKind} in its row");
    }

    /// <summary>Whether the row says what the events fold into; whether an opinion sent up ended the case is for its item to tell.</summary>
    private bool IsInRow(CaseState state) =>
        (_row.Status, _row.Source, _row.OpenedAt) == ((short)state.Status, (short)state.Source, state.OpenedAt)
        && (_row.EndedAt == state.StoppedAt || _row.EndedAt == state.WithoutForwarding().StoppedAt);

    /// <summary>Compares the snapshot; false where it waits to be folded again.</summary>
    private bool Compare(byte[] stored, CaseState state)
    {
        CaseSnapshot snapshot;
        bool current;
        try
        {
            snapshot = CaseSnapshotCodec.Read(stored, out _);
            current = CaseSnapshotCodec.IsOfThisBuild(stored);
        }
        catch (Exception e) when (IsDamage(e))
        {
            findings.Add(FindingCodes.Refold, Place, "a snapshot", "bytes that cannot be read");
            return true;
        }

        if (!snapshot.Known.Select(known => known.Id).SequenceEqual(_facts.Where(one => one.Fact.Source != CaseSource.Platform).Select(one => EventDigest.IdOf(one.Fact.EventId))))
            findings.Add(FindingCodes.Refold, Place, "the ids of its events in its snapshot", "others");
        if (!SignalFolds.Agree(snapshot.Signals, signals.OfCase(_row.Id)))
            findings.Add(FindingCodes.Refold, Place, "its signals in its snapshot", "others");
        if (!current)
            return !Waits(Place, !_applied || _row.IsDue || _aside.Contains(_row.Id));
        _scratch.Clear();
        CaseCodec.Write(state, _scratch);
        // The fold stands at the end, behind the journal's own part.
        if (!stored.AsSpan().EndsWith(_scratch.Written) || !CaseSnapshotCodec.IsWrittenAs(snapshot, stored))
            findings.Add(FindingCodes.Refold, Place, "the snapshot that its events fold into", "another");
        return true;
    }

    /// <summary>Counts what waits to be folded again; where nothing will do so, its form is a pretence.</summary>
    private bool Waits(string place, bool byRight)
    {
        if (byRight)
            Waiting++;
        else
            findings.Add(FindingCodes.Refold, place, "a snapshot in the form of this version", "one of another that nothing folds again");
        return byRight;
    }

    private async Task CompareDepartmentsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = ReadDepartments;
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            var (id, place, accepted) = (r.GetInt32(0), $"department {r.GetString(1)}", r.GetInt64(2));
            var told = _told[id];
            if (accepted != told.Accepted)
                findings.Add(FindingCodes.Refold, place, $"{told.Accepted} events accepted", $"{accepted}");
            try
            {
                var (state, raised) = DepartmentSnapshotCodec.Read(r.GetFieldValue<byte[]>(3));
                // What an earlier version counted lies between: it may have counted a part of what was imported.
                var waits = state.IsOutdated && Waits(place, !_applied);
                if (state.Facts > told.Told || state.Facts < (waits ? told.WithoutImports : told.Told))
                    findings.Add(FindingCodes.Refold, place, $"{told.Told} facts told", $"{state.Facts} in its snapshot");
                if (!SignalFolds.Agree(raised, signals.OfDepartment(id)))
                    findings.Add(FindingCodes.Refold, place, "its signals in its snapshot", "others");
            }
            catch (Exception e) when (IsDamage(e))
            {
                findings.Add(FindingCodes.Refold, place, "a snapshot", "bytes that cannot be read");
            }
        }
    }

    private sealed record Row(
        long Id, string CaseNo, int Department, byte[]? Stored, short Status, short Colour, short Source, DateTimeOffset? OpenedAt, DateTimeOffset? EndedAt, bool IsDue,
        int Item, short ItemKind, int? Handler)
    {
        public static readonly Row None = new(-1, "", 0, null, 0, 0, 0, null, null, false, 0, 0, null);
    }
}
