using Npgsql;

namespace Grains.Journal.Rows;

/// <summary>Cases of a transaction, new or changed; two statements are cheaper than one that finds out for itself.</summary>
internal sealed class CaseRows
{
    private const string Insert = """
        insert into case_file (tenant, id, department, case_no, month, n, hash, state, item, item_kind, status, colour, source,
          due_at, opened_at, ended_at, next_check_at, handler, accepted_on, late, updated_at)
        select tenant, id, department, case_no, month, n, hash, state, item, item_kind, status, colour, source,
          due_at, opened_at, ended_at, next_check_at, handler, accepted_on, late, $21
        from unnest($1::integer[], $2::bigint[], $3::integer[], $4::text[], $5::date[], $6::integer[], $7::bytea[], $8::bytea[], $9::integer[],
          $10::smallint[], $11::smallint[], $12::smallint[], $13::smallint[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[],
          $17::timestamptz[], $18::integer[], $19::date[], $20::boolean[])
          as u (tenant, id, department, case_no, month, n, hash, state, item, item_kind, status, colour, source, due_at, opened_at, ended_at,
            next_check_at, handler, accepted_on, late)
        """;

    private const string Update = """
        update case_file c set n = u.n, hash = u.hash, state = u.state, item = u.item, item_kind = u.item_kind, status = u.status,
          colour = u.colour, due_at = u.due_at, opened_at = u.opened_at, ended_at = u.ended_at, next_check_at = u.next_check_at,
          handler = u.handler, accepted_on = u.accepted_on, late = u.late, updated_at = $17
        from unnest($1::integer[], $2::bigint[], $3::integer[], $4::bytea[], $5::bytea[], $6::integer[], $7::smallint[], $8::smallint[],
          $9::smallint[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::integer[], $15::date[], $16::boolean[])
          as u (tenant, id, n, hash, state, item, item_kind, status, colour, due_at, opened_at, ended_at, next_check_at, handler, accepted_on, late)
        where c.tenant = u.tenant and c.id = u.id
        """;

    private readonly List<int> _tenant = [];
    private readonly List<long> _id = [];
    private readonly List<int> _department = [];
    private readonly List<string> _caseNo = [];
    private readonly List<DateOnly> _month = [];
    private readonly List<int> _n = [];
    private readonly List<byte[]> _hash = [];
    private readonly List<byte[]> _state = [];
    private readonly List<int> _item = [];
    private readonly List<short> _itemKind = [];
    private readonly List<short> _status = [];
    private readonly List<short> _colour = [];
    private readonly List<short> _source = [];
    private readonly List<DateTimeOffset?> _dueAt = [];
    private readonly List<DateTimeOffset?> _openedAt = [];
    private readonly List<DateTimeOffset?> _endedAt = [];
    private readonly List<DateTimeOffset?> _nextCheckAt = [];
    private readonly List<int?> _handler = [];
    private readonly List<DateOnly?> _acceptedOn = [];
    private readonly List<bool> _late = [];

    public int Count => _tenant.Count;

    public void Add(CaseWork work, byte[] state)
    {
        var folded = work.Snapshot.State;
        _tenant.Add(work.Tenant.Value);
        _id.Add(work.Id);
        _department.Add(work.Department);
        _caseNo.Add(work.CaseNo);
        _month.Add(work.Month);
        _n.Add(work.N);
        _hash.Add(work.Hash);
        _state.Add(state);
        _item.Add(work.Item);
        _itemKind.Add(work.ItemKind);
        _status.Add((short)folded.Status);
        _colour.Add(work.StandingColour);
        _source.Add((short)folded.Source);
        _dueAt.Add(work.DueAt);
        _openedAt.Add(folded.OpenedAt);
        _endedAt.Add(work.Judgement is { } judged ? judged.StoppedAt : folded.StoppedAt);
        _nextCheckAt.Add(work.NextCheckAt);
        _handler.Add(folded.LastPerson);
        _acceptedOn.Add(work.Snapshot.Counted.AcceptedOn);
        _late.Add(work.Snapshot.Counted.Late || work.Snapshot.Counted.Overdue);
    }

    public NpgsqlBatchCommand ToInsert(DateTimeOffset now) => Columns.Command(
        Insert, Columns.Of(_tenant), Columns.Of(_id), Columns.Of(_department), Columns.Of(_caseNo), Columns.Of(_month), Columns.Of(_n),
        Columns.Of(_hash), Columns.Of(_state), Columns.Of(_item), Columns.Of(_itemKind), Columns.Of(_status), Columns.Of(_colour),
        Columns.Of(_source), Columns.Of(_dueAt), Columns.Of(_openedAt), Columns.Of(_endedAt), Columns.Of(_nextCheckAt), Columns.Of(_handler),
        Columns.Of(_acceptedOn), Columns.Of(_late), Columns.Of(now));

    public NpgsqlBatchCommand ToUpdate(DateTimeOffset now) => Columns.Command(
        Update, Columns.Of(_tenant), Columns.Of(_id), Columns.Of(_n), Columns.Of(_hash), Columns.Of(_state), Columns.Of(_item),
        Columns.Of(_itemKind), Columns.Of(_status), Columns.Of(_colour), Columns.Of(_dueAt), Columns.Of(_openedAt), Columns.Of(_endedAt),
        Columns.Of(_nextCheckAt), Columns.Of(_handler), Columns.Of(_acceptedOn), Columns.Of(_late), Columns.Of(now));
}
