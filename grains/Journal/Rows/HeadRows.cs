using Npgsql;
using Tenancy;

namespace Grains.Journal.Rows;

/// <summary>The head rows as they stand after a transaction, and the mark that tells a silo where work is.</summary>
internal sealed class HeadRows
{
    private const string Update = """
        update head h set seq = u.seq, next_id = u.next_id, chain = u.chain
        from unnest($1::integer[], $2::bigint[], $3::bigint[], $4::bytea[]) as u (tenant, seq, next_id, chain)
        where h.tenant = u.tenant
        """;

    // What was refused alone moves no head: then the mark counts, so that nobody clears it who has not seen what it is for.
    private const string MarkDue = """
        update tenant_due d set outbox_pending = d.outbox_pending or u.moved or u.refused, marks = d.marks + (u.refused and not u.moved)::integer,
          next_due_at = least(d.next_due_at, u.next_due_at)
        from unnest($1::integer[], $2::boolean[], $3::boolean[], $4::timestamptz[]) as u (tenant, moved, refused, next_due_at)
        where d.tenant = u.tenant
          and ((u.moved and not d.outbox_pending) or (u.refused and not u.moved) or (u.next_due_at is not null and (d.next_due_at is null or u.next_due_at < d.next_due_at)))
        """;

    private readonly List<int> _tenant = [];
    private readonly List<long> _seq = [];
    private readonly List<long> _nextId = [];
    private readonly List<byte[]> _chain = [];
    private readonly List<bool> _moved = [];
    private readonly List<bool> _refused = [];
    private readonly List<DateTimeOffset?> _nextDueAt = [];

    public void Add(TenantId tenant, long seq, long nextId, byte[] chain, bool moved, bool refused, DateTimeOffset? nextDueAt)
    {
        _tenant.Add(tenant.Value);
        _seq.Add(seq);
        _nextId.Add(nextId);
        _chain.Add(chain);
        _moved.Add(moved);
        _refused.Add(refused);
        _nextDueAt.Add(nextDueAt);
    }

    public NpgsqlBatchCommand ToUpdate() => Columns.Command(Update, Columns.Of(_tenant), Columns.Of(_seq), Columns.Of(_nextId), Columns.Of(_chain));

    public NpgsqlBatchCommand ToMark() => Columns.Command(MarkDue, Columns.Of(_tenant), Columns.Of(_moved), Columns.Of(_refused), Columns.Of(_nextDueAt));
}
