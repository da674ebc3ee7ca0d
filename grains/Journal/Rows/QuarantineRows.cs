using System.Security.Cryptography;
using Npgsql;
using Tenancy;

namespace Grains.Journal.Rows;

/// <summary>Events that could not be understood or attributed: kept once per content, however often they come.</summary>
internal sealed class QuarantineRows
{
    private const string Upsert = """
        insert into quarantine as q (tenant, department, content_key, first_at, last_at, event_id, field, code, message, expected, raw)
        select tenant, department, content_key, $10, $10, event_id, field, code, message, expected, raw
        from unnest($1::integer[], $2::integer[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[])
          as u (tenant, department, content_key, event_id, field, code, message, expected, raw)
        on conflict (tenant, department, content_key) do update set last_at = excluded.last_at, times = q.times + 1,
          field = excluded.field, code = excluded.code, message = excluded.message, expected = excluded.expected,
          status = case when q.status = 3 then 0 else q.status end
        """;

    private readonly HashSet<(int, int, string)> _seen = [];
    private readonly List<int> _tenant = [];
    private readonly List<int> _department = [];
    private readonly List<byte[]> _key = [];
    private readonly List<string?> _eventId = [];
    private readonly List<string> _field = [];
    private readonly List<string> _code = [];
    private readonly List<string> _message = [];
    private readonly List<string> _expected = [];
    private readonly List<byte[]> _raw = [];

    public int Count => _tenant.Count;

    public void Add(TenantId tenant, int department, RefusedEvent refused)
    {
        var key = SHA256.HashData(refused.Raw.Span);
        if (!_seen.Add((tenant.Value, department, Convert.ToHexString(key))))
            return;
        _tenant.Add(tenant.Value);
        _department.Add(department);
        _key.Add(key);
        _eventId.Add(refused.EventId);
        _field.Add(refused.Field);
        _code.Add(refused.Code);
        _message.Add(refused.Message);
        _expected.Add(refused.Expected);
        _raw.Add(refused.Raw[..Math.Min(refused.Raw.Length, RefusedEvent.MaximumRaw)].ToArray());
    }

    public NpgsqlBatchCommand ToCommand(DateTimeOffset now) => Columns.Command(
        Upsert, Columns.Of(_tenant), Columns.Of(_department), Columns.Of(_key), Columns.OfNullable(_eventId), Columns.Of(_field),
        Columns.Of(_code), Columns.Of(_message), Columns.Of(_expected), Columns.Of(_raw), Columns.Of(now));
}
