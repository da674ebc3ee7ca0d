using Grains.Cases;
using Grains.Rules;
using Npgsql;

namespace Grains.Journal.Verification;

/// <summary>Folds every case of a tenant again from its events and compares it with its stored snapshot, bit by bit, and with the columns that lists are drawn from.</summary>
/// <remarks>
/// A stream, case by case. What needs the clock to be told (deadlines, what counts as late) is the recount's to compare; of the
/// events that a case knows, their ids are compared, not the digests of what persons are called.
/// </remarks>
internal sealed class Refold(SignalFolds signals, FindingList findings)
{
    // The snapshot comes with the first event only: it is as long as all events of a case together.
    private const string Read = """
        select c.id, c.case_no, c.department, case when e.n = 1 then c.state end, c.status, c.colour, c.source, c.opened_at, c.ended_at, e.body
        from case_file c join event e on e.tenant = c.tenant and e.month = c.month and e.grain = c.id order by c.id, e.n
        """;

    private const string ReadDepartments = "select id, code, accepted, state from department order by id";

    private readonly CanonicalWriter _scratch = new();
    private readonly List<RecordedFact> _facts = [];
    private readonly Dictionary<int, (long Accepted, long Live)> _told = [];
    private Row _row = Row.None;
    private bool _damaged;

    public async Task CompareAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
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

    private void Take(NpgsqlDataReader r)
    {
        if (r.GetInt64(0) != _row.Id)
        {
            End();
            _row = new(
                r.GetInt64(0), r.GetString(1), r.GetInt32(2), r.GetFieldValue<byte[]?>(3), r.GetInt16(4), r.GetInt16(5), r.GetInt16(6),
                r.GetFieldValue<DateTimeOffset?>(7), r.GetFieldValue<DateTimeOffset?>(8));
        }

        try
        {
            _facts.Add(CanonicalEvent.ReadCaseFact(r.GetFieldValue<byte[]>(9)));
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
        var told = _told.GetValueOrDefault(_row.Department);
        var state = Case.Fold(_facts);
        foreach (var fact in _facts)
        {
            told.Accepted += fact.Fact.Source == CaseSource.Platform ? 0 : 1;
            told.Live += fact.Fact.Source == CaseSource.Platform || state.IsImported(fact) ? 0 : 1;
        }

        _told[_row.Department] = told;
        if (_row.Stored is { } stored)
            Compare(stored, state);
        var colour = signals.OfCase(_row.Id).Where(signal => signal.Stands).Select(signal => signal.Colour).DefaultIfEmpty(Colour.None).Max();
        if ((_row.Status, _row.Source, _row.OpenedAt, _row.EndedAt) != ((short)state.Status, (short)state.Source, state.OpenedAt, state.StoppedAt))
            findings.Add(FindingCodes.Refold, Place, $"{state.Status}, opened {state.OpenedAt:O}, ended {state.StoppedAt:O}", $"status {_row.Status}, opened {_row.OpenedAt:O}, ended {_row.EndedAt:O} in its row");
        if (_row.Colour != (short)colour)
            findings.Add(FindingCodes.Refold, Place, $"colour {colour}", $"colour {(Colour)_row.Colour} in its row");
    }

    private void Compare(byte[] stored, CaseState state)
    {
        CaseSnapshot snapshot;
        try
        {
            snapshot = CaseSnapshotCodec.Read(stored, out var stale);
            // A snapshot of an older format is folded again when the case is next touched.
            if (stale && !CaseSnapshotCodec.IsOfThisBuild(stored))
                return;
        }
        catch (Exception e) when (IsDamage(e))
        {
            findings.Add(FindingCodes.Refold, Place, "a snapshot", "bytes that cannot be read");
            return;
        }

        _scratch.Clear();
        CaseCodec.Write(state, _scratch);
        // The fold stands at the end, behind the journal's own part.
        if (!stored.AsSpan().EndsWith(_scratch.Written) || !CaseSnapshotCodec.IsWrittenAs(snapshot, stored))
            findings.Add(FindingCodes.Refold, Place, "the snapshot that its events fold into", "another");
        if (!snapshot.Known.Select(known => known.Id).SequenceEqual(_facts.Where(one => one.Fact.Source != CaseSource.Platform).Select(one => EventDigest.IdOf(one.Fact.EventId))))
            findings.Add(FindingCodes.Refold, Place, "the ids of its events in its snapshot", "others");
        if (!SignalFolds.Agree(snapshot.Signals, signals.OfCase(_row.Id)))
            findings.Add(FindingCodes.Refold, Place, "its signals in its snapshot", "others");
    }

    private async Task CompareDepartmentsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = ReadDepartments;
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            var (id, place, accepted) = (r.GetInt32(0), $"department {r.GetString(1)}", r.GetInt64(2));
            var told = _told.GetValueOrDefault(id);
            if (accepted != told.Accepted)
                findings.Add(FindingCodes.Refold, place, $"{told.Accepted} events accepted", $"{accepted}");
            try
            {
                var (state, raised) = DepartmentSnapshotCodec.Read(r.GetFieldValue<byte[]>(3));
                if (state.Facts != told.Live)
                    findings.Add(FindingCodes.Refold, place, $"{told.Live} facts told", $"{state.Facts} in its snapshot");
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
        long Id, string CaseNo, int Department, byte[]? Stored, short Status, short Colour, short Source, DateTimeOffset? OpenedAt, DateTimeOffset? EndedAt)
    {
        public static readonly Row None = new(-1, "", 0, null, 0, 0, 0, null, null);
    }
}
