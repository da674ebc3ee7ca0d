using Grains.Figures;
using Npgsql;
using Tenancy;

namespace Grains.Journal.Rows;

/// <summary>Changes of figures: the rows that stay at home, and the three parts that travel upward whole.</summary>
internal sealed class FigureRows
{
    private const string Detail = """
        insert into figure_detail as f (tenant, department, item_kind, day, received, accepted, closed, on_time, late, green, yellow, red)
        select * from unnest($1::integer[], $2::integer[], $3::smallint[], $4::date[], $5::integer[], $6::integer[], $7::integer[],
          $8::integer[], $9::integer[], $10::integer[], $11::integer[], $12::integer[])
        on conflict (tenant, department, item_kind, day) do update set received = f.received + excluded.received,
          accepted = f.accepted + excluded.accepted, closed = f.closed + excluded.closed, on_time = f.on_time + excluded.on_time,
          late = f.late + excluded.late, green = f.green + excluded.green, yellow = f.yellow + excluded.yellow, red = f.red + excluded.red
        """;

    private const string Travelling = """
        insert into figure as f (tenant, origin, part, department, item_kind, day, received, accepted, closed, on_time, late, open, overdue,
          green, yellow, red, version, epoch, as_of)
        select tenant, tenant, part, department, item_kind, day, received, accepted, closed, on_time, late, open, overdue,
          green, yellow, red, version, epoch, $18
        from unnest($1::integer[], $2::smallint[], $3::integer[], $4::smallint[], $5::date[], $6::integer[], $7::integer[], $8::integer[],
          $9::integer[], $10::integer[], $11::integer[], $12::integer[], $13::integer[], $14::integer[], $15::integer[], $16::bigint[], $17::integer[])
          as u (tenant, part, department, item_kind, day, received, accepted, closed, on_time, late, open, overdue, green, yellow, red, version, epoch)
        on conflict (tenant, part, origin, department, item_kind, day) do update set received = f.received + excluded.received,
          accepted = f.accepted + excluded.accepted, closed = f.closed + excluded.closed, on_time = f.on_time + excluded.on_time,
          late = f.late + excluded.late, open = f.open + excluded.open, overdue = f.overdue + excluded.overdue,
          green = f.green + excluded.green, yellow = f.yellow + excluded.yellow, red = f.red + excluded.red,
          version = excluded.version, epoch = excluded.epoch, as_of = excluded.as_of
        """;

    private readonly Table _detail = new();
    private readonly Table _travelling = new();

    public int Count => _travelling.Count;

    /// <summary>Adds a tenant's changes: flows by department, kind and day at home; the sum, the kinds by day and the departments upward.</summary>
    public void Add(TenantId tenant, long version, int epoch, FigureChanges changes)
    {
        var upward = new Dictionary<(short Part, FigureKey Key), FigureDelta>();
        foreach (var (key, delta) in changes.Rows)
        {
            var dated = key.Day != FigureKey.Undated;
            if (dated)
            {
                _detail.Add(tenant, 0, key, delta, 0, 0);
                Sum(upward, 1, new FigureKey(0, key.ItemKind, key.Day), delta, signals: true);
            }

            // Signals stand in both the dated and the undated row; the sums take the gauge once.
            Sum(upward, 0, new FigureKey(0, 0, FigureKey.Undated), delta, signals: !dated);
            Sum(upward, 2, new FigureKey(key.Department, 0, FigureKey.Undated), delta, signals: !dated);
        }

        foreach (var ((part, key), delta) in upward)
            _travelling.Add(tenant, part, key, delta, version, epoch);
    }

    public NpgsqlBatchCommand ToDetail() => _detail.ToDetail(Detail);

    public NpgsqlBatchCommand ToTravelling(DateTimeOffset now) => _travelling.ToTravelling(Travelling, now);

    public bool HasDetail => _detail.Count > 0;

    private static void Sum(Dictionary<(short, FigureKey), FigureDelta> rows, short part, FigureKey key, FigureDelta delta, bool signals)
    {
        if (!rows.TryGetValue((part, key), out var row))
            rows[(part, key)] = row = new FigureDelta();
        row.Add(delta, signals);
    }

    private sealed class Table
    {
        private readonly List<int> _tenant = [];
        private readonly List<short> _part = [];
        private readonly List<int> _department = [];
        private readonly List<short> _itemKind = [];
        private readonly List<DateOnly> _day = [];
        private readonly List<int>[] _counts = [.. Enumerable.Range(0, 10).Select(_ => new List<int>())];
        private readonly List<long> _version = [];
        private readonly List<int> _epoch = [];

        public int Count => _tenant.Count;

        public void Add(TenantId tenant, short part, FigureKey key, FigureDelta delta, long version, int epoch)
        {
            _tenant.Add(tenant.Value);
            _part.Add(part);
            _department.Add(key.Department);
            _itemKind.Add(key.ItemKind);
            _day.Add(key.Day);
            ReadOnlySpan<int> counts =
            [
                delta.Received, delta.Accepted, delta.Closed, delta.OnTime, delta.Late, delta.Open, delta.Overdue, delta.Green, delta.Yellow, delta.Red,
            ];
            for (var i = 0; i < counts.Length; i++)
                _counts[i].Add(counts[i]);
            _version.Add(version);
            _epoch.Add(epoch);
        }

        public NpgsqlBatchCommand ToDetail(string sql) => Columns.Command(
            sql, Columns.Of(_tenant), Columns.Of(_department), Columns.Of(_itemKind), Columns.Of(_day), Columns.Of(_counts[0]),
            Columns.Of(_counts[1]), Columns.Of(_counts[2]), Columns.Of(_counts[3]), Columns.Of(_counts[4]), Columns.Of(_counts[7]),
            Columns.Of(_counts[8]), Columns.Of(_counts[9]));

        public NpgsqlBatchCommand ToTravelling(string sql, DateTimeOffset now) => Columns.Command(
            sql, Columns.Of(_tenant), Columns.Of(_part), Columns.Of(_department), Columns.Of(_itemKind), Columns.Of(_day),
            Columns.Of(_counts[0]), Columns.Of(_counts[1]), Columns.Of(_counts[2]), Columns.Of(_counts[3]), Columns.Of(_counts[4]),
            Columns.Of(_counts[5]), Columns.Of(_counts[6]), Columns.Of(_counts[7]), Columns.Of(_counts[8]), Columns.Of(_counts[9]),
            Columns.Of(_version), Columns.Of(_epoch), Columns.Of(now));
    }
}
