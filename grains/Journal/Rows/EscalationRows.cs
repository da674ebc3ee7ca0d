using Npgsql;

namespace Grains.Journal.Rows;

/// <summary>Summaries of grave signals that go upward: what, where, since when, how serious. No applicant, no handler.</summary>
internal sealed class EscalationRows
{
    private const string Upsert = """
        insert into escalation (tenant, origin, signal, version, epoch, true_from, raised_at, points, item_kind, colour, status, contradicted,
          rule, clause, department, item)
        select tenant, tenant, signal, version, epoch, true_from, raised_at, points, item_kind, colour, status, contradicted, rule, clause, department, item
        from unnest($1::integer[], $2::bigint[], $3::bigint[], $4::integer[], $5::timestamptz[], $6::timestamptz[], $7::integer[], $8::smallint[],
          $9::smallint[], $10::smallint[], $11::boolean[], $12::text[], $13::text[], $14::text[], $15::text[], $16::boolean[])
          as u (tenant, signal, version, epoch, true_from, raised_at, points, item_kind, colour, status, contradicted, rule, clause, department, item, grave)
        where grave or exists (select from escalation told where told.tenant = u.tenant and told.origin = u.tenant and told.signal = u.signal)
        on conflict (tenant, origin, signal) do update set version = excluded.version, epoch = excluded.epoch, points = excluded.points,
          colour = excluded.colour, status = excluded.status, contradicted = excluded.contradicted, true_from = excluded.true_from,
          clause = excluded.clause
        """;

    private readonly List<int> _tenant = [];
    private readonly List<long> _signal = [];
    private readonly List<long> _version = [];
    private readonly List<int> _epoch = [];
    private readonly List<DateTimeOffset> _trueFrom = [];
    private readonly List<DateTimeOffset> _raisedAt = [];
    private readonly List<int> _points = [];
    private readonly List<short> _itemKind = [];
    private readonly List<short> _colour = [];
    private readonly List<short> _status = [];
    private readonly List<bool> _contradicted = [];
    private readonly List<string> _rule = [];
    private readonly List<string> _clause = [];
    private readonly List<string> _department = [];
    private readonly List<string> _item = [];
    private readonly List<bool> _grave = [];

    public int Count => _tenant.Count;

    public void Add(SignalWork work, long version, int epoch, string department, string item)
    {
        _tenant.Add(work.Tenant.Value);
        _signal.Add(work.Id);
        _version.Add(version);
        _epoch.Add(epoch);
        _trueFrom.Add(work.State.TrueFrom);
        _raisedAt.Add(work.State.RaisedAt);
        _points.Add(work.State.Points);
        _itemKind.Add(work.ItemKind);
        _colour.Add((short)work.State.Colour);
        _status.Add((short)work.State.Status);
        _contradicted.Add(work.State.Contradicted);
        _rule.Add(work.State.Rule);
        _clause.Add(work.State.Clause);
        _department.Add(department);
        _item.Add(item);
        _grave.Add(work.Escalates);
    }

    public NpgsqlBatchCommand ToCommand() => Columns.Command(
        Upsert, Columns.Of(_tenant), Columns.Of(_signal), Columns.Of(_version), Columns.Of(_epoch), Columns.Of(_trueFrom), Columns.Of(_raisedAt),
        Columns.Of(_points), Columns.Of(_itemKind), Columns.Of(_colour), Columns.Of(_status), Columns.Of(_contradicted), Columns.Of(_rule),
        Columns.Of(_clause), Columns.Of(_department), Columns.Of(_item), Columns.Of(_grave));
}
