using System.Text.Json;
using Dapper;
using Npgsql;
using Tenancy;

namespace Web.Import.Jobs;

/// <summary>The imports of a jurisdiction as its database has them.</summary>
public sealed class ImportJobs(Sessions sessions)
{
    /// <summary>How many imports a list shows.</summary>
    public const int Listed = 50;

    /// <summary>How many imports of a jurisdiction wait or run at once; each may hold 1 GiB of a node's disk. A platform default.</summary>
    public const int MostOpen = 10;

    /// <summary>How long an upload may be had by no node before it counts as lost: a node that is back sooner goes on with it. A platform default.</summary>
    public static TimeSpan Unheard { get; } = TimeSpan.FromHours(1);

    private const string Add = """
        insert into import_job (tenant, id, actor, file_name, profile, intent, place)
        select (select app.tenant()), @id, @actor, @fileName, @profile, @intent, free.place
        from (
          select place from generate_series(1, @most) as numbered (place)
          where not exists (select from import_job taken where taken.status = 1 and taken.place = numbered.place)
          order by place limit 1) free
        where (select count(*) from import_job where status = 1) < @most
        on conflict do nothing
        """;

    private const string IsFull = "select count(*) >= @most from import_job where status = 1";

    // Who has not been heard of for so long is gone: longer than the journal ever takes to answer or to give up.
    private const string Claim = """
        update import_job set claimed_by = @run, claimed_at = now()
        where id = @id and status = 1 and (claimed_by is null or claimed_by = @run or claimed_at < now() - interval '2 minutes')
        """;

    private const string IsOpen = "select exists (select from import_job where id = @id and status = 1)";

    private const string Release = "update import_job set claimed_by = null, claimed_at = null where id = @id and status = 1 and claimed_by = @run";

    // What was recorded before it was cancelled is counted still.
    private const string Advance = """
        update import_job set fraction = @fraction, events = @events, refused = @refused, claimed_at = now()
        where id = @id and claimed_by = @run and status in (1, 4)
        """;

    private const string Hold = "update import_job set claimed_at = now() where id = @id and status = 1 and claimed_by = @run";

    private const string Have = "update import_job set had_at = now() where id = @id and status = 1";

    private const string EndLost = """
        update import_job set status = 3, ended_at = now(), fault = 'lost'
        where status = 1 and greatest(created_at, had_at, claimed_at) < now() - interval '1 hour'
        """;

    private const string AddFaults = """
        insert into import_fault (tenant, job, n, lines) values ((select app.tenant()), @id, @n, @lines) on conflict do nothing
        """;

    private const string Close = """
        update import_job set status = 2, ended_at = now(), fraction = 1, events = @events, refused = @refused, summary = @summary
        where id = @id and status = 1 and claimed_by = @run
        """;

    private const string Break = "update import_job set status = 3, ended_at = now(), fault = @fault where id = @id and status = 1 and claimed_by is not distinct from @run::uuid";

    private const string Cancel =
        "update import_job set status = 4, ended_at = now(), cancelled_by = @by where id = @id and status = 1 returning claimed_by is not null";

    private const string Untold = """
        select id, file_name as FileName, actor, intent, status, fault, summary from import_job
        where intent is not null and not end_told and status <> 1 and (@id::uuid is null or id = @id)
        order by ended_at limit 100
        """;

    private const string NoteTold = "update import_job set end_told = true where id = @id";

    private const string Columns = """
        select id, created_at as CreatedAt, ended_at as EndedAt, actor, file_name as FileName, profile, status, fraction, events, refused, summary, fault,
          cancelled_by as CancelledBy, faults_forgotten as Forgotten, exists (select from import_fault where job = import_job.id) as Reported
        from import_job
        """;

    private const string ReadFaults = "select lines from import_fault where job = $1 order by n";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    /// <summary>Adds an import; false when as many of the jurisdiction wait or run as may, <see cref="MostOpen"/>.</summary>
    /// <param name="tenant">Whose history it is.</param>
    /// <param name="id">Its id.</param>
    /// <param name="actor">Who uploads it, by sign-in name.</param>
    /// <param name="fileName">What the file is called.</param>
    /// <param name="profile">Name of the mapping profile.</param>
    /// <param name="intent">Number of its intent in the audit log.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public async Task<bool> AddAsync(
        TenantId tenant, Guid id, string actor, string fileName, string profile, long intent, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        // Another that takes the same place at the same time is waited for; then there may be another place.
        while (await connection.ExecuteAsync(new CommandDefinition(
            Add, new { id, actor, fileName, profile, intent, most = MostOpen }, cancellationToken: cancellation)) == 0)
        {
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(IsFull, new { most = MostOpen }, cancellationToken: cancellation)))
                return false;
        }

        await session.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Claims an import for one run of a node, so that no other makes it too.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Which import.</param>
    /// <param name="run">The run that claims it; it may claim again what it has.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public async Task<ImportClaim> ClaimAsync(TenantId tenant, Guid id, Guid run, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var claimed = await connection.ExecuteAsync(new CommandDefinition(Claim, new { id, run }, cancellationToken: cancellation)) > 0;
        var open = claimed || await connection.ExecuteScalarAsync<bool>(new CommandDefinition(IsOpen, new { id }, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
        return claimed ? ImportClaim.Mine : open ? ImportClaim.Anothers : ImportClaim.Over;
    }

    /// <summary>Lets an import go that is not finished, so that the next run need not wait.</summary>
    public Task ReleaseAsync(TenantId tenant, Guid id, Guid run, CancellationToken cancellation) => ChangeAsync(tenant, Release, new { id, run }, cancellation);

    /// <summary>Keeps how far it is.</summary>
    public Task AdvanceAsync(TenantId tenant, Guid id, Guid run, ImportProgress progress, CancellationToken cancellation) => ChangeAsync(
        tenant, Advance, new { id, run, fraction = (float)progress.Fraction, events = progress.Events, refused = progress.Refused }, cancellation);

    /// <summary>Says that the run still makes it; false when it shall not any more: cancelled, or taken over by another run.</summary>
    public async Task<bool> HoldAsync(TenantId tenant, Guid id, Guid run, CancellationToken cancellation) =>
        await ChangeAsync(tenant, Hold, new { id, run }, cancellation) > 0;

    /// <summary>Says that a node has its upload on disk.</summary>
    public Task HaveAsync(TenantId tenant, Guid id, CancellationToken cancellation) => ChangeAsync(tenant, Have, new { id }, cancellation);

    /// <summary>Ends the imports of a jurisdiction as failed that no node has had or made for <see cref="Unheard"/>; returns how many.</summary>
    public Task<int> EndLostAsync(TenantId tenant, CancellationToken cancellation) => ChangeAsync(tenant, EndLost, new { }, cancellation);

    /// <summary>Keeps lines of its error report; the same part again changes nothing.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Which import.</param>
    /// <param name="n">Ordinal of the part.</param>
    /// <param name="lines">JSON lines, each with its line break.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public Task AddFaultsAsync(TenantId tenant, Guid id, int n, string lines, CancellationToken cancellation) =>
        ChangeAsync(tenant, AddFaults, new { id, n, lines }, cancellation);

    /// <summary>Keeps what came of it; false when it is not the run's to end any more.</summary>
    public async Task<bool> EndAsync(TenantId tenant, Guid id, Guid run, ImportSummary summary, CancellationToken cancellation) => await ChangeAsync(
        tenant, Close, new { id, run, events = summary.Events, refused = summary.Refused, summary = JsonSerializer.Serialize(summary, Form) }, cancellation) > 0;

    /// <summary>Keeps why it failed as a whole; false when it is not the run's to end any more.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Which import.</param>
    /// <param name="run">The run that has claimed it; null while nobody has.</param>
    /// <param name="fault">Why.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public async Task<bool> FailAsync(TenantId tenant, Guid id, Guid? run, string fault, CancellationToken cancellation) =>
        await ChangeAsync(tenant, Break, new { id, run, fault }, cancellation) > 0;

    /// <summary>Cancels it; returns whether a run has claimed it, null when it has ended before.</summary>
    public async Task<bool?> CancelAsync(TenantId tenant, Guid id, string by, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var claimed = await connection.QuerySingleOrDefaultAsync<bool?>(new CommandDefinition(Cancel, new { id, by }, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
        return claimed;
    }

    /// <summary>The imports of a jurisdiction, at most 100, that are over and whose end the audit log has not been told.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">One of them alone; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<IReadOnlyList<UntoldEnd>> UntoldAsync(TenantId tenant, Guid? id, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var rows = await connection.QueryAsync<(Guid Id, string FileName, string Actor, long Intent, short Status, string? Fault, string? Summary)>(
            new CommandDefinition(Untold, new { id }, cancellationToken: cancellation));
        return [.. rows.Select(row => new UntoldEnd(
            row.Id, row.FileName, row.Actor, row.Intent, (ImportStatus)row.Status, row.Fault,
            row.Summary is null ? null : JsonSerializer.Deserialize<ImportSummary>(row.Summary, Form)))];
    }

    /// <summary>Notes that the audit log has the end of an import.</summary>
    internal Task NoteToldAsync(TenantId tenant, Guid id, CancellationToken cancellation) => ChangeAsync(tenant, NoteTold, new { id }, cancellation);

    /// <summary>The last imports, newest first, at most <see cref="Listed"/>.</summary>
    public async Task<IReadOnlyList<ImportJob>> ListAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"{Columns} order by created_at desc limit {Listed}", cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToJob())];
    }

    /// <summary>One import; null when the jurisdiction has none with that id.</summary>
    public async Task<ImportJob?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"{Columns} where id = @id", new { id }, cancellationToken: cancellation));
        return row?.ToJob();
    }

    /// <summary>Writes the error report of an import, line by line as it is read.</summary>
    public async Task WriteFaultsAsync(TenantId tenant, Guid id, Stream into, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await using var writer = new StreamWriter(into, leaveOpen: true);
        await using var reader = await session.ReadAsync([new NpgsqlBatchCommand(ReadFaults) { Parameters = { new() { Value = id } } }], cancellation);
        while (await reader.ReadAsync(cancellation))
            await writer.WriteAsync(reader.GetString(0).AsMemory(), cancellation);
    }

    private async Task<int> ChangeAsync(TenantId tenant, string sql, object values, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var changed = await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
        return changed;
    }

    private sealed record Row(
        Guid Id, DateTime CreatedAt, DateTime? EndedAt, string Actor, string FileName, string Profile, short Status, float Fraction,
        long Events, long Refused, string? Summary, string? Fault, string? CancelledBy, bool Forgotten, bool Reported)
    {
        public ImportJob ToJob() => new(
            Id, new DateTimeOffset(CreatedAt, TimeSpan.Zero), EndedAt is { } ended ? new DateTimeOffset(ended, TimeSpan.Zero) : null,
            Actor, FileName, Profile, (ImportStatus)Status, Fraction, Events, Refused,
            Summary is null ? null : JsonSerializer.Deserialize<ImportSummary>(Summary, Form), Fault, CancelledBy,
            Reported ? ImportReport.Kept : Forgotten && Refused > 0 ? ImportReport.Forgotten : ImportReport.None);
    }
}
