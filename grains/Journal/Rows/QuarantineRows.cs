using System.Security.Cryptography;
using Grains.Cases;
using Npgsql;
using Tenancy;

namespace Grains.Journal.Rows;

/// <summary>Events that could not be understood or attributed: kept once per content, however often they come.</summary>
internal sealed class QuarantineRows
{
    // What is there already is found by its key for each row, whatever the planner knows; what is new takes the places that are left.
    // What was not kept is missing, from the first on, until somebody settles it (app.settle_unkept). When its latest batches came is kept
    // beside it, so that what is settled takes its time with it; where there are too many the two oldest become one.
    private const string Upsert = """
        with come as (
          select u.*, k.content_key is not null as known,
            row_number() over (partition by u.tenant, u.department, k.content_key is not null order by u.place) as nth
          from unnest($1::integer[], $2::integer[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[], $13::smallint[])
            with ordinality as u (tenant, department, content_key, event_id, field, code, message, expected, raw, source, place)
          left join lateral (
            select content_key from quarantine q where q.tenant = u.tenant and q.department = u.department and q.content_key = u.content_key limit 1) k on true),
        room as (
          select d.tenant, d.department, (
            select count(*) from (
              select 1 from quarantine q where q.tenant = d.tenant and q.department = d.department and q.status in (0, 3) limit $11) held) as held
          from (select distinct tenant, department from come) d),
        lost as (
          update department d set unkept = d.unkept + l.many,
            unkept_from = case when d.unkept > d.unkept_settled then d.unkept_from else $10 end, unkept_until = $10,
            unkept_counts = case when d.unkept = d.unkept_settled then '{}' when d.unkept_counts = '{}' then array[d.unkept]
              when cardinality(d.unkept_counts) < $12 then d.unkept_counts else d.unkept_counts[2:] end || (d.unkept + l.many),
            unkept_times = case when d.unkept = d.unkept_settled then '{}' when d.unkept_counts = '{}' then array[d.unkept_from]
              when cardinality(d.unkept_counts) < $12 then d.unkept_times else d.unkept_times[:1] || d.unkept_times[3:] end || $10
          from (
            select c.tenant, c.department, count(*) as many from come c join room r on r.tenant = c.tenant and r.department = c.department
            where not c.known and r.held + c.nth > $11 group by c.tenant, c.department) l
          where d.tenant = l.tenant and d.id = l.department)
        insert into quarantine as q (tenant, department, content_key, first_at, last_at, event_id, field, code, message, expected, raw, source)
        select c.tenant, c.department, c.content_key, $10, $10, c.event_id, c.field, c.code, c.message, c.expected, c.raw, c.source
        from come c join room r on r.tenant = c.tenant and r.department = c.department
        where c.known or r.held + c.nth <= $11
        on conflict (tenant, department, content_key) do update set last_at = excluded.last_at, times = q.times + 1,
          field = excluded.field, code = excluded.code, message = excluded.message, expected = excluded.expected,
          status = case when q.status = 3 then 0 else q.status end
        """;

    private const int MostBatches = 100;

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
    private readonly List<short> _source = [];

    public int Count => _tenant.Count;

    public void Add(TenantId tenant, int department, CaseSource source, RefusedEvent refused)
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
        _source.Add((short)source);
    }

    public NpgsqlBatchCommand ToCommand(DateTimeOffset now) => Columns.Command(
        Upsert, Columns.Of(_tenant), Columns.Of(_department), Columns.Of(_key), Columns.OfNullable(_eventId), Columns.Of(_field),
        Columns.Of(_code), Columns.Of(_message), Columns.Of(_expected), Columns.Of(_raw), Columns.Of(now), new() { Value = RefusedEvent.MostOpen },
        new() { Value = MostBatches }, Columns.Of(_source));
}
