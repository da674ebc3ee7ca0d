using Npgsql;

namespace Grains.Journal.Rows;

/// <summary>Departments a transaction touched, and what of them travels upward.</summary>
internal sealed class DepartmentRows
{
    private const string Update = """
        update department d set state = u.state, accepted = d.accepted + u.accepted, duplicates = d.duplicates + u.duplicates,
          refused = d.refused + u.refused, next_check_at = u.next_check_at,
          last_recorded_at = case when u.last_occurred_at is not null then $8 when u.heard then d.last_recorded_at end,
          last_occurred_at = greatest(d.last_occurred_at, u.last_occurred_at)
        from unnest($1::integer[], $2::integer[], $3::bytea[], $4::integer[], $5::integer[], $6::integer[], $7::timestamptz[], $9::timestamptz[], $10::boolean[])
          as u (tenant, id, state, accepted, duplicates, refused, next_check_at, last_occurred_at, heard)
        where d.tenant = u.tenant and d.id = u.id
        """;

    private readonly List<int> _tenant = [];
    private readonly List<int> _id = [];
    private readonly List<byte[]> _state = [];
    private readonly List<int> _accepted = [];
    private readonly List<int> _duplicates = [];
    private readonly List<int> _refused = [];
    private readonly List<DateTimeOffset?> _nextCheckAt = [];
    private readonly List<DateTimeOffset?> _lastOccurredAt = [];
    private readonly List<bool> _heard = [];

    public int Count => _tenant.Count;

    public void Add(DepartmentWork work, byte[] state)
    {
        _tenant.Add(work.Tenant.Value);
        _id.Add(work.Id);
        _state.Add(state);
        _accepted.Add(work.Accepted);
        _duplicates.Add(work.Duplicates);
        _refused.Add(work.Refused);
        _nextCheckAt.Add(work.NextCheckAt);
        _lastOccurredAt.Add(work.LastOccurredAt);
        // Whose only facts are imported history was noted as heard of by earlier versions.
        _heard.Add(work.State.LastRecordedAt is not null);
    }

    public NpgsqlBatchCommand ToCommand(DateTimeOffset now) => Columns.Command(
        Update, Columns.Of(_tenant), Columns.Of(_id), Columns.Of(_state), Columns.Of(_accepted), Columns.Of(_duplicates),
        Columns.Of(_refused), Columns.Of(_nextCheckAt), Columns.Of(now), Columns.Of(_lastOccurredAt), Columns.Of(_heard));
}
