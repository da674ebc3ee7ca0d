using Npgsql;

namespace Grains.Journal.Rows;

/// <summary>New events of a transaction, in the order of their tenants' numbers.</summary>
internal sealed class EventRows
{
    private const string Insert = """
        insert into event (tenant, month, grain, n, seq, recorded_at, body, hash)
        select tenant, month, grain, n, seq, $6, body, hash
        from unnest($1::integer[], $2::date[], $3::bigint[], $4::integer[], $5::bigint[], $7::bytea[], $8::bytea[])
          as u (tenant, month, grain, n, seq, body, hash)
        """;

    private readonly List<int> _tenant = [];
    private readonly List<DateOnly> _month = [];
    private readonly List<long> _grain = [];
    private readonly List<int> _n = [];
    private readonly List<long> _seq = [];
    private readonly List<byte[]> _body = [];
    private readonly List<byte[]> _hash = [];

    public int Count => _tenant.Count;

    public void Add(in EventHeader header, DateOnly month, byte[] body, byte[] hash)
    {
        _tenant.Add(header.Tenant.Value);
        _month.Add(month);
        _grain.Add(header.Grain);
        _n.Add(header.N);
        _seq.Add(header.Seq);
        _body.Add(body);
        _hash.Add(hash);
    }

    public NpgsqlBatchCommand ToCommand(DateTimeOffset recordedAt) => Columns.Command(
        Insert, Columns.Of(_tenant), Columns.Of(_month), Columns.Of(_grain), Columns.Of(_n), Columns.Of(_seq),
        Columns.Of(recordedAt), Columns.Of(_body), Columns.Of(_hash));
}
