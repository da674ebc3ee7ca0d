using Grains.Signals;
using Npgsql;

namespace Grains.Journal.Verification;

/// <summary>Folds every signal of a tenant again from its events and compares it with its stored snapshot and row.</summary>
internal sealed class SignalFolds(FindingList findings)
{
    // The snapshot comes with the first event only: it is as long as all events of a case together.
    private const string Read = """
        select s.id, s.case_id, s.department, s.rule, case when e.n = 1 then s.state end, s.colour, s.status, s.contradicted, e.body,
          s.fault, s.points, s.true_from, s.raised_at
        from signal s join event e on e.tenant = s.tenant and e.month = s.month and e.grain = s.id order by s.id, e.n
        """;

    // No event names the department, but a case's signal is raised on the department of its case.
    private const string ReadStrays = """
        select s.id, s.rule, c.department, s.department from signal s join case_file c on c.tenant = s.tenant and c.id = s.case_id
        where s.department <> c.department order by s.id
        """;

    private readonly CanonicalWriter _scratch = new();
    private readonly Dictionary<long, List<RaisedSignal>> _ofCases = [];
    private readonly Dictionary<int, List<RaisedSignal>> _ofDepartments = [];

    private (long Id, string Name, byte[]? Stored, short Colour, short Status, bool Contradicted, string Fault, int Points, DateTimeOffset TrueFrom, DateTimeOffset RaisedAt) _row =
        (-1, "", null, 0, 0, false, "", 0, default, default);

    private long? _case;
    private int _department;
    private SignalState? _state;

    /// <summary>The signals of a case as their events have them, in the order of their ids.</summary>
    public IReadOnlyList<RaisedSignal> OfCase(long id) => _ofCases.GetValueOrDefault(id, []);

    /// <summary>The signals of a department itself.</summary>
    public IReadOnlyList<RaisedSignal> OfDepartment(int id) => _ofDepartments.GetValueOrDefault(id, []);

    /// <summary>Whether the remembered are these; the day on which each is counted depends on the zone, which events do not know.</summary>
    public static bool Agree(IEnumerable<RaisedSignal> remembered, IReadOnlyList<RaisedSignal> folded)
    {
        var at = 0;
        foreach (var one in remembered.OrderBy(signal => signal.Signal))
        {
            if (at == folded.Count || one with { Day = null, TrueFrom = one.TrueFrom ?? folded[at].TrueFrom } != folded[at])
                return false;
            at++;
        }

        return at == folded.Count;
    }

    public async Task ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Read;
        command.CommandTimeout = 0;
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            if (r.GetInt64(0) != _row.Id)
            {
                End();
                _row = (
                    r.GetInt64(0), r.GetString(3), r.IsDBNull(4) ? null : r.GetFieldValue<byte[]>(4), r.GetInt16(5), r.GetInt16(6), r.GetBoolean(7),
                    r.GetString(9), r.GetInt32(10), r.GetFieldValue<DateTimeOffset>(11), r.GetFieldValue<DateTimeOffset>(12));
                (_case, _department, _state) = (r.GetFieldValue<long?>(1), r.GetInt32(2), SignalState.New);
            }

            try
            {
                _state = _state is null ? null : Signal.Evolve(_state, CanonicalEvent.ReadSignalEvent(r.GetFieldValue<byte[]>(8)));
            }
            catch (Exception e) when (Refold.IsDamage(e))
            {
                // Found already as altered or missing, at its event.
                _state = null;
            }
        }

        End();
        await r.DisposeAsync();
        command.CommandText = ReadStrays;
        await using var strays = await command.ExecuteReaderAsync(cancellation);
        while (await strays.ReadAsync(cancellation))
        {
            findings.Add(
                FindingCodes.Refold, Place(strays.GetString(1), strays.GetInt64(0)), $"department {strays.GetInt32(2)} of its case",
                $"department {strays.GetInt32(3)} in its row");
        }
    }

    private static string Place(string rule, long id) => $"signal {rule} (grain {id})";

    private void End()
    {
        if (_row.Id < 0 || _state is not { } state)
            return;
        var raised = new RaisedSignal(_row.Id, state.Fault, state.Kind, state.Colour, state.Stands, state.TrueFrom, null);
        if (_case is { } of)
            Add(_ofCases, of, raised);
        else
            Add(_ofDepartments, _department, raised);
        _scratch.Clear();
        SignalCodec.Write(state, _scratch);
        var place = Place(_row.Name, _row.Id);
        if (_row.Stored is { } stored && stored.AsSpan().StartsWith(_scratch.Written[..1]) && !_scratch.Written.SequenceEqual(stored))
            findings.Add(FindingCodes.Refold, place, "the snapshot that its events fold into", "another");
        if ((_row.Colour, _row.Status, _row.Contradicted) != ((short)state.Colour, (short)state.Status, state.Contradicted))
            findings.Add(FindingCodes.Refold, place, $"{state.Colour}, {state.Status}", $"colour {_row.Colour}, status {_row.Status} in its row");
        if ((_row.Name, _row.Fault, _row.Points, _row.TrueFrom, _row.RaisedAt) != (state.Rule, state.Fault, state.Points, state.TrueFrom, state.RaisedAt))
        {
            findings.Add(
                FindingCodes.Refold, place, $"{state.Fault} of {state.Rule}, points {state.Points}, true from {state.TrueFrom:O}, raised {state.RaisedAt:O}",
                $"{_row.Fault}, points {_row.Points}, true from {_row.TrueFrom:O}, raised {_row.RaisedAt:O} in its row");
        }
    }

    private static void Add<TKey>(Dictionary<TKey, List<RaisedSignal>> lists, TKey key, RaisedSignal raised)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(raised);
    }
}
