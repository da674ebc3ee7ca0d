using System.Reflection;
using Npgsql;
using Tenancy;
using static Grains.Journal.CaseMarking;

namespace Grains.Journal.Aside;

/// <summary>The grains that could not be judged: sets them aside, has them tried again, tells which they are.</summary>
public sealed class SetAsides(Sessions sessions)
{
    /// <summary>From the first failure to the next try: a minute, doubled with each failure up to <see cref="LongestWait"/> (platform default).</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    /// <summary>Longest time between two tries: six hours (platform default).</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>The version of this program.</summary>
    public static readonly string Software =
        typeof(SetAsides).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private const string LockHead = "select seq from head where tenant = $1 for update";

    private const string Insert = """
        insert into set_aside (tenant, kind, grain, code, place, software, first_at, last_at, retry_at, times)
        select $1, $2, $3, $4, $5, $6, at, at, at + $7, 1 from (select clock_timestamp() as at) as now
        on conflict (tenant, kind, grain) do update set
          code = excluded.code, place = excluded.place, software = excluded.software, last_at = excluded.last_at, resolved_at = null,
          first_at = case when set_aside.resolved_at is null then set_aside.first_at else excluded.first_at end,
          times = case when set_aside.resolved_at is null then set_aside.times + 1 else 1 end,
          retry_at = excluded.last_at + case when set_aside.resolved_at is null then least($7 * power(2, least(set_aside.times, 20)), $8) else $7 end
        """;

    private const string PutOffCase = """
        update case_file set next_check_at = (select retry_at from set_aside where tenant = $1 and kind = 1 and grain = $2) where tenant = $1 and id = $2
        """;

    private const string PutOffDepartment = """
        update department set next_check_at = (select retry_at from set_aside where tenant = $1 and kind = 2 and grain = $2) where tenant = $1 and id = $2
        """;

    private const string Count = """
        update tenant_due set set_aside = (select count(*) from set_aside where tenant = $1 and resolved_at is null) where tenant = $1
        """;

    private const string Resolve = """
        with resolved as (
          update set_aside set resolved_at = $4
          where tenant = $1 and resolved_at is null and ((kind = 1 and grain = any ($2)) or (kind = 2 and grain = any ($3)))
          returning 1)
        update tenant_due set set_aside = set_aside - (select count(*) from resolved)
        where tenant = $1 and exists (select from resolved)
        """;

    private const string ReadOpen = """
        select kind, grain, code, place, software, first_at, last_at, retry_at, times from set_aside where resolved_at is null order by first_at, grain
        """;

    private const string ReadOutdated = """
        select distinct tenant from set_aside where tenant = any ($1) and resolved_at is null and software <> $2
        """;

    private const string ReleaseCases = """
        update case_file c set next_check_at = clock_timestamp() from set_aside a
        where a.tenant = $1 and a.kind = 1 and a.resolved_at is null and a.software <> $2 and c.tenant = a.tenant and c.id = a.grain
        """;

    private const string ReleaseDepartments = """
        update department d set next_check_at = clock_timestamp() from set_aside a
        where a.tenant = $1 and a.kind = 2 and a.resolved_at is null and a.software <> $2 and d.tenant = a.tenant and d.id = a.grain
        """;

    private const string Wake = "update tenant_due set next_due_at = clock_timestamp() where tenant = $1";

    private const string CountAll = "select coalesce(sum(set_aside), 0) from tenant_due";

    /// <summary>Says within a transaction that has judged these grains that nothing ails them any more.</summary>
    internal static NpgsqlBatchCommand Resolved(TenantId tenant, long[] cases, long[] departments, DateTimeOffset at) =>
        Command(Resolve, Integer(tenant.Value), new() { Value = cases }, new() { Value = departments }, Instant(at));

    /// <summary>Sets a grain aside: it is due again after a while, longer each time.</summary>
    public async Task PutAsync(
        Jurisdiction tenant, AsideKind kind, long grain, Ailment ailment, string? software = null, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenJournalAsync(tenant.Database, [tenant.Id], cancellation);
        await session.CommitAsync(
        [
            Command(LockHead, Integer(tenant.Id.Value)),
            Command(
                Insert, Integer(tenant.Id.Value), new() { Value = (short)kind }, new() { Value = grain }, Text(ailment.Code), Text(ailment.Place),
                Text(software ?? Software), new() { Value = FirstWait }, new() { Value = LongestWait }),
            Command(kind == AsideKind.Case ? PutOffCase : PutOffDepartment, Integer(tenant.Id.Value), new() { Value = grain }),
            Command(Count, Integer(tenant.Id.Value)),
            SweepTransaction.DueOf(tenant.Id),
        ], cancellation);
    }

    /// <summary>Has everything tried again at once that another version of the program set aside.</summary>
    /// <param name="database">A data database.</param>
    /// <param name="tenants">The tenants placed on it.</param>
    /// <param name="software">The version of this program.</param>
    /// <param name="cancellation">Stops between tenants.</param>
    /// <returns>The tenants in which something is tried again.</returns>
    public async Task<IReadOnlyList<TenantId>> ReleaseAsync(
        string database, IReadOnlyList<TenantId> tenants, string? software = null, CancellationToken cancellation = default)
    {
        var outdated = new List<TenantId>();
        await using (var session = await sessions.OpenJournalAsync(database, tenants, cancellation))
        {
            await using var reader = await session.ReadAsync(
                [Command(ReadOutdated, new NpgsqlParameter { Value = tenants.Select(tenant => tenant.Value).ToArray() }, Text(software ?? Software))], cancellation);
            while (await reader.ReadAsync(cancellation))
                outdated.Add(new(reader.GetInt32(0)));
        }

        foreach (var tenant in outdated)
        {
            await using var session = await sessions.OpenJournalAsync(database, [tenant], cancellation);
            await session.CommitAsync(
            [
                Command(LockHead, Integer(tenant.Value)),
                Command(ReleaseCases, Integer(tenant.Value), Text(software ?? Software)),
                Command(ReleaseDepartments, Integer(tenant.Value), Text(software ?? Software)),
                Command(Wake, Integer(tenant.Value)),
            ], cancellation);
        }

        return outdated;
    }

    /// <summary>What stands aside in a tenant, the longest first.</summary>
    public async Task<IReadOnlyList<SetAside>> ListAsync(TenantId tenant, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([new(ReadOpen)], cancellation);
        var aside = new List<SetAside>();
        while (await reader.ReadAsync(cancellation))
        {
            aside.Add(new(
                (AsideKind)reader.GetInt16(0), reader.GetInt64(1), new(reader.GetString(2), reader.GetString(3)), reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset>(6), reader.GetFieldValue<DateTimeOffset>(7), reader.GetInt32(8)));
        }

        return aside;
    }

    /// <summary>How many grains stand aside in a whole database.</summary>
    public async Task<long> CountAsync(string database, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenSiloAsync(database, cancellation);
        await using var reader = await session.ReadAsync([new(CountAll)], cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetInt64(0);
    }
}
