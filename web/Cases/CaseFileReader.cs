using System.Collections.Immutable;
using System.Text.Json;
using Grains.Cases;
using Grains.Journal;
using Grains.Rules;
using Grains.Signals;
using Npgsql;
using Tenancy;

namespace Web.Cases;

/// <summary>Reads one case with its whole history, judged as of now.</summary>
public sealed class CaseFileReader(Sessions sessions, JournalGround ground)
{
    private const string ReadHead = "select registry, now() from head";

    private const string ReadCase = """
        select p.name, c.id, c.case_no, c.department, c.item, c.status, c.colour, c.source, c.due_at, c.opened_at, c.ended_at, c.late, c.n, c.hash
        from case_file c left join person p on p.tenant = c.tenant and p.id = c.handler
        where c.id = $1
        """;

    private const string ReadEvents = """
        select e.n, e.seq, e.recorded_at, e.body, e.hash
        from case_file c join event e on e.tenant = c.tenant and e.month = c.month and e.grain = c.id
        where c.id = $1 order by e.n
        """;

    private const string ReadPersons = """
        select p.id, p.name from case_file c join person p on p.tenant = c.tenant and p.department = c.department
        where c.id = $1 and p.id = any ($2) and p.name is not null
        """;

    private const string ReadPersonal = "select n, body from personal where grain = $1 and body is not null";

    private const string ReadSignals = "select id, state from signal where case_id = $1 order by id";

    private const string ReadSeal = """
        select (select min(day) from seal where origin = tenant and seq >= $1), (select sealed_at from outside_seal where seq >= $1)
        """;

    /// <summary>Reads a case; null = there is none, or it belongs to a department the viewer may not look into.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Id of the case.</param>
    /// <param name="departments">Codes of the departments whose cases may be seen; null = all.</param>
    /// <param name="persons">Codes of the departments in whose cases names and personal fields may be seen; null = all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<CaseFile?> FindAsync(
        TenantId tenant, long id, IReadOnlyList<string>? departments, IReadOnlyList<string>? persons, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        if (await ReadRowsAsync(session, id, cancellation) is not { } read)
            return null;
        var judging = await ground.JudgingGroundAsync(tenant, read.Registry, read.Now, cancellation);
        if (!judging.Registry.TryDepartment(read.Line.Department, out var department) || (departments is not null && !departments.Contains(department.Code)))
            return null;

        var showPersons = persons is null || persons.Contains(department.Code);
        ImmutableArray<RecordedFact> facts = [.. read.Events.Select(e => CanonicalEvent.ReadCaseFact(e.Body))];
        var (names, personal, sealedOn, sealedOutside) = await ReadPeopleAsync(session, id, facts, read.Events, showPersons, cancellation);
        var state = Case.Fold(facts);
        judging.Registry.TryItem(read.Line.Item, out var item);
        var day = judging.Calendar.Zone.DayOf(state.AcceptedAt ?? state.OpenedAt ?? read.Now);
        var context = new CaseJudging(item?.VersionAt(day), item?.IsRetired(day) ?? false, judging.Rulebooks, judging.Calendar, read.Now);
        return new()
        {
            Line = showPersons ? read.Line : read.Line with { Handler = null },
            N = read.N,
            Department = department,
            Item = item,
            Version = context.Item,
            State = state,
            Timeline = Timeline(facts, names, personal),
            Clocks = CaseClocks.Of(state, context),
            Signals = Signals(read.Signals, judging.Rulebooks),
            Integrity = CaseIntegrity.Of(tenant, id, read.Events, read.N, read.Hash, sealedOn, sealedOutside),
            Calendar = judging.Calendar,
            Rulebooks = judging.Rulebooks,
            Now = read.Now,
        };
    }

    private static async Task<Rows?> ReadRowsAsync(TenantSession session, long id, CancellationToken cancellation)
    {
        await using var reader = await session.ReadAsync([new(ReadHead), Command(ReadCase, id), Command(ReadEvents, id), Command(ReadSignals, id)], cancellation);
        if (!await reader.ReadAsync(cancellation))
            return null;
        var (registry, now) = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1));

        await reader.NextResultAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            return null;
        var (line, n, hash) = (CaseQuery.Line(reader, static _ => true), reader.GetInt32(12), reader.GetFieldValue<byte[]>(13));

        await reader.NextResultAsync(cancellation);
        var events = new List<CaseIntegrity.Row>();
        while (await reader.ReadAsync(cancellation))
            events.Add(new(reader.GetInt32(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4)));

        await reader.NextResultAsync(cancellation);
        var signals = new List<(long, byte[])>();
        while (await reader.ReadAsync(cancellation))
            signals.Add((reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
        return new(registry, now, line, n, hash, events, signals);
    }

    private static async Task<(Dictionary<int, string> Names, Dictionary<int, byte[]> Personal, DateOnly? SealedOn, DateTimeOffset? SealedOutside)> ReadPeopleAsync(
        TenantSession session, long id, ImmutableArray<RecordedFact> facts, IReadOnlyList<CaseIntegrity.Row> events, bool showPersons, CancellationToken cancellation)
    {
        var names = new Dictionary<int, string>();
        var personal = new Dictionary<int, byte[]>();
        int[] persons = showPersons ? [.. facts.Select(f => f.Person).OfType<int>().Distinct()] : [];
        await using var reader = await session.ReadAsync(
            [
                Command(ReadPersons, id, persons), showPersons ? Command(ReadPersonal, id) : Command(ReadPersonal, -1L),
                Command(ReadSeal, events.Count == 0 ? long.MaxValue : events[^1].Seq),
            ],
            cancellation);
        while (await reader.ReadAsync(cancellation))
            names[reader.GetInt32(0)] = reader.GetString(1);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            personal[reader.GetInt32(0)] = reader.GetFieldValue<byte[]>(1);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (names, personal, reader.GetFieldValue<DateOnly?>(0), reader.GetFieldValue<DateTimeOffset?>(1));
    }

    private static ImmutableArray<CaseMoment> Timeline(
        ImmutableArray<RecordedFact> facts, Dictionary<int, string> names, Dictionary<int, byte[]> personal)
    {
        var corrections = facts.Where(f => f.Fact.Details.Corrects is not null).DistinctBy(f => f.Fact.Details.Corrects).ToDictionary(f => f.Fact.Details.Corrects!, f => f.Fact.EventId, StringComparer.Ordinal);
        return
        [
            .. facts.Order(CaseOrder.Instance).Select(fact => new CaseMoment(
                fact, fact.Person is { } person ? names.GetValueOrDefault(person) : null,
                personal.TryGetValue(fact.N, out var body) ? Fields(body) : [],
                corrections.GetValueOrDefault(fact.Fact.EventId))),
        ];
    }

    private static ImmutableArray<KeyValuePair<string, string>> Fields(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? [.. document.RootElement.EnumerateObject().Select(p => new KeyValuePair<string, string>(p.Name, p.Value.ToString()))]
            : [];
    }

    private static ImmutableArray<CaseSignal> Signals(IReadOnlyList<(long Id, byte[] State)> rows, Rulebooks rulebooks) =>
    [
        .. rows
            .Select(row => SignalCodec.TryRead(row.State, out var state) ? new CaseSignal(row.Id, state, RuleOf(state, rulebooks)) : null)
            .OfType<CaseSignal>()
            .OrderByDescending(s => s.State.Stands).ThenByDescending(s => s.State.Colour).ThenByDescending(s => s.State.RaisedAt),
    ];

    private static Rule? RuleOf(SignalState state, Rulebooks rulebooks) =>
        rulebooks.Find(state.RulebookVersion, state.Rule);

    private static NpgsqlBatchCommand Command<T>(string sql, T value) => new(sql) { Parameters = { new NpgsqlParameter<T> { TypedValue = value } } };

    private static NpgsqlBatchCommand Command<T1, T2>(string sql, T1 first, T2 second) =>
        new(sql) { Parameters = { new NpgsqlParameter<T1> { TypedValue = first }, new NpgsqlParameter<T2> { TypedValue = second } } };

    private sealed record Rows(
        long Registry, DateTimeOffset Now, CaseLine Line, int N, byte[] Hash, IReadOnlyList<CaseIntegrity.Row> Events, IReadOnlyList<(long Id, byte[] State)> Signals);
}
