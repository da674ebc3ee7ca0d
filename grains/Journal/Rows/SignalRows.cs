using Npgsql;

namespace Grains.Journal.Rows;

/// <summary>Signals of a transaction, new or changed; two statements are cheaper than one that finds out for itself.</summary>
internal sealed class SignalRows
{
    private const string Insert = """
        insert into signal (tenant, id, case_id, department, item_kind, month, n, hash, state, rule, fault, colour, status, contradicted,
          points, raised_at, true_from)
        select tenant, id, case_id, department, item_kind, month, n, hash, state, rule, fault, colour, status, contradicted, points, raised_at, true_from
        from unnest($1::integer[], $2::bigint[], $3::bigint[], $4::integer[], $5::smallint[], $6::date[], $7::integer[], $8::bytea[], $9::bytea[],
          $10::text[], $11::text[], $12::smallint[], $13::smallint[], $14::boolean[], $15::integer[], $16::timestamptz[], $17::timestamptz[])
          as u (tenant, id, case_id, department, item_kind, month, n, hash, state, rule, fault, colour, status, contradicted, points, raised_at, true_from)
        """;

    private const string Update = """
        update signal s set n = u.n, hash = u.hash, state = u.state, colour = u.colour, status = u.status, contradicted = u.contradicted, points = u.points,
          item_kind = u.item_kind, true_from = u.true_from
        from unnest($1::integer[], $2::bigint[], $3::integer[], $4::bytea[], $5::bytea[], $6::smallint[], $7::smallint[], $8::boolean[], $9::integer[],
          $10::smallint[], $11::timestamptz[])
          as u (tenant, id, n, hash, state, colour, status, contradicted, points, item_kind, true_from)
        where s.tenant = u.tenant and s.id = u.id
        """;

    private readonly List<int> _tenant = [];
    private readonly List<long> _id = [];
    private readonly List<long?> _case = [];
    private readonly List<int> _department = [];
    private readonly List<short> _itemKind = [];
    private readonly List<DateOnly> _month = [];
    private readonly List<int> _n = [];
    private readonly List<byte[]> _hash = [];
    private readonly List<byte[]> _state = [];
    private readonly List<string> _rule = [];
    private readonly List<string> _fault = [];
    private readonly List<short> _colour = [];
    private readonly List<short> _status = [];
    private readonly List<bool> _contradicted = [];
    private readonly List<int> _points = [];
    private readonly List<DateTimeOffset> _raisedAt = [];
    private readonly List<DateTimeOffset> _trueFrom = [];

    public int Count => _tenant.Count;

    public void Add(SignalWork work, byte[] state)
    {
        _tenant.Add(work.Tenant.Value);
        _id.Add(work.Id);
        _case.Add(work.Case);
        _department.Add(work.Department);
        _itemKind.Add(work.ItemKind);
        _month.Add(work.Month);
        _n.Add(work.N);
        _hash.Add(work.Hash);
        _state.Add(state);
        _rule.Add(work.State.Rule);
        _fault.Add(work.State.Fault);
        _colour.Add((short)work.State.Colour);
        _status.Add((short)work.State.Status);
        _contradicted.Add(work.State.Contradicted);
        _points.Add(work.State.Points);
        _raisedAt.Add(work.State.RaisedAt);
        _trueFrom.Add(work.State.TrueFrom);
    }

    public NpgsqlBatchCommand ToInsert() => Columns.Command(
        Insert, Columns.Of(_tenant), Columns.Of(_id), Columns.Of(_case), Columns.Of(_department), Columns.Of(_itemKind), Columns.Of(_month),
        Columns.Of(_n), Columns.Of(_hash), Columns.Of(_state), Columns.Of(_rule), Columns.Of(_fault), Columns.Of(_colour), Columns.Of(_status),
        Columns.Of(_contradicted), Columns.Of(_points), Columns.Of(_raisedAt), Columns.Of(_trueFrom));

    public NpgsqlBatchCommand ToUpdate() => Columns.Command(
        Update, Columns.Of(_tenant), Columns.Of(_id), Columns.Of(_n), Columns.Of(_hash), Columns.Of(_state), Columns.Of(_colour), Columns.Of(_status),
        Columns.Of(_contradicted), Columns.Of(_points), Columns.Of(_itemKind), Columns.Of(_trueFrom));
}
