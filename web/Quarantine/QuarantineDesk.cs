using System.Security.Cryptography;
using Grains.Cases;
using Grains.Journal;
using Npgsql;
using Tenancy;
using Tenancy.Permissions;
using Web.Acts;

namespace Web.Quarantine;

/// <summary>Decides about refused events: sends them again through the journal, corrected or as they were, or dismisses them.</summary>
/// <remarks>
/// What is sent is written down first (<c>claim</c>), so that one correction at a time is on its way and a crash between the
/// journal's commit and the note of it leaves nothing half done: whoever comes next finishes what was claimed, which the journal
/// answers like any event sent twice. So an entry becomes one event at most.
/// </remarks>
public sealed class QuarantineDesk(
    Sessions sessions, Grains.Journal.Journal journal, Registries registries, QuarantineReader reader, ActLog acts)
{
    /// <summary>Most entries that may be decided about at once.</summary>
    public const int MostAtOnce = 200;

    /// <summary>Characters of a reason.</summary>
    public const int ReasonLength = 500;

    // Longer than the journal ever takes to answer or to give up: after that, whoever claimed it is gone.
    private const string Claim = """
        update quarantine set claim = coalesce(claim, $3), claimed_at = coalesce(claimed_at, now()), claimed_by = coalesce(claimed_by, $4)
        where department = $1 and content_key = $2 and status = 0
        returning claim, claimed_by, claimed_at < now() - interval '2 minutes'
        """;

    private const string ReadStale = """
        select claim, claimed_by, source from quarantine
        where department = $1 and content_key = $2 and status = 0 and claim is not null and claimed_at < now() - interval '2 minutes'
        """;

    private const string SettleRecorded = """
        update quarantine set status = 1, resolved_at = now(), resolved_by = $4, result_event = $5, result_case = $6,
          correction = nullif(claim, raw), claim = null, claimed_at = null, claimed_by = null
        where department = $1 and content_key = $2 and status = 0 and claim = $3
        """;

    private const string SettleRefused = """
        update quarantine set claim = null, claimed_at = null, claimed_by = null
        where department = $1 and content_key = $2 and status = 0 and claim = $3
        """;

    // The journal keeps a refused correction like everything it refuses; it is part of this entry, not one of its own.
    private const string HideAttempt = """
        update quarantine set status = 3, attempt_of = $2
        where department = $1 and content_key = $3 and content_key <> $2 and status = 0 and (times = 1 or attempt_of = $2)
        """;

    private const string DismissAll = """
        update quarantine set status = 2, resolved_at = now(), resolved_by = $3, reason = $4
        where department = any ($1) and content_key = any ($2) and (department, content_key) in (select * from unnest($1, $2)) and status = 0 and claim is null
        returning department, content_key
        """;

    /// <summary>Sends a refused event again.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="id">Which.</param>
    /// <param name="corrected">The corrected event as a JSON object; null to send it as it came.</param>
    /// <param name="cancellation">Stops before anything is sent; what is sent is followed to its end.</param>
    public async Task<ResubmitOutcome> ResubmitAsync(Caller caller, QuarantineId id, ReadOnlyMemory<byte>? corrected, CancellationToken cancellation)
    {
        if (await DepartmentAsync(caller, id.Department, cancellation) is not { } department
            || await reader.FindAsync(caller.Tenant, id, cancellation) is not { } entry)
            return new ResubmitOutcome.Unknown();
        if (entry.Line.State != QuarantineState.Open)
            return new ResubmitOutcome.Decided(entry.Line);
        var bytes = corrected?.ToArray() ?? entry.Raw;
        if (SingleEvent.Read(bytes, department.Code, TellingOf(entry.Source)).Refusal is { } refusal)
            return new ResubmitOutcome.Refused(refusal);

        // What somebody else left half done is finished first; then it is this caller's turn.
        for (var turn = 0; turn < 3; turn++)
        {
            if (await ClaimAsync(caller, id, bytes, cancellation) is not { } claim)
                return await DecidedAsync(caller.Tenant, id);
            var mine = claim.Bytes.AsSpan().SequenceEqual(bytes);
            if (!mine && !claim.IsStale)
                return new ResubmitOutcome.Busy();
            var outcome = await SendAsync(caller, id, department, TellingOf(entry.Source), claim.Bytes, mine ? caller.Login : claim.By);
            if (mine || outcome is not ResubmitOutcome.Refused)
                return mine || outcome is ResubmitOutcome.Uncertain ? outcome : await DecidedAsync(caller.Tenant, id);
        }

        return new ResubmitOutcome.Busy();
    }

    /// <summary>Sends refused events again as they came, one after the other.</summary>
    public async Task<IReadOnlyList<(QuarantineId Id, ResubmitOutcome Outcome)>> ResubmitAsync(
        Caller caller, IReadOnlyCollection<QuarantineId> ids, CancellationToken cancellation)
    {
        var outcomes = new List<(QuarantineId, ResubmitOutcome)>(ids.Count);
        foreach (var id in ids.Distinct())
            outcomes.Add((id, await ResubmitAsync(caller, id, corrected: null, cancellation)));
        return outcomes;
    }

    /// <summary>Dismisses refused events, all with one reason.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="ids">Which.</param>
    /// <param name="reason">Why, 1 to <see cref="ReasonLength"/> characters.</param>
    /// <param name="cancellation">Stops before it is durable.</param>
    public async Task<DismissOutcome> DismissAsync(Caller caller, IReadOnlyCollection<QuarantineId> ids, string reason, CancellationToken cancellation)
    {
        var allowed = new List<QuarantineId>(ids.Count);
        foreach (var id in ids.Distinct())
        {
            if (await DepartmentAsync(caller, id.Department, cancellation) is not null)
                allowed.Add(id);
        }

        // What somebody had sent and never heard of again is finished first: it may be recorded, and then there is nothing to dismiss.
        foreach (var id in allowed)
            await FinishAsync(caller, id, cancellation);
        var dismissed = new List<QuarantineId>();
        foreach (var of in allowed.GroupBy(id => id.Department))
            dismissed.AddRange(await DismissAsync(caller, (await DepartmentAsync(caller, of.Key, cancellation))!.Code, [.. of], reason, cancellation));

        return new(dismissed, [.. ids.Distinct().Except(dismissed)]);
    }

    private async Task<IReadOnlyList<QuarantineId>> DismissAsync(
        Caller caller, string department, IReadOnlyList<QuarantineId> ids, string reason, CancellationToken cancellation)
    {
        const string act = "quarantine-dismissed";
        var intent = await acts.IntendAsync(caller, act, department, new { entries = ids.Select(id => id.Key[..16]), reason }, cancellation);
        var dismissed = await acts.TryAsync(caller, intent, act, department, () => DismissRowsAsync(caller, ids, reason, cancellation));
        if (dismissed.Count == 0)
            await acts.RefusedAsync(caller, intent, act, department, "decided-already");
        else
            await acts.DoneAsync(caller, intent, act, department, new { entries = dismissed.Select(id => id.Key[..16]), reason });
        return dismissed;
    }

    private async Task<ResubmitOutcome> SendAsync(Caller caller, QuarantineId id, RegisteredDepartment department, CaseSource source, byte[] bytes, string by)
    {
        var (fact, refusal) = SingleEvent.Read(bytes, department.Code, source);
        if (fact is null)
        {
            await SettleAsync(caller.Tenant, [Command(SettleRefused, id, bytes)]);
            return new ResubmitOutcome.Refused(refusal!);
        }

        if (await reader.FindAsync(caller.Tenant, id, CancellationToken.None) is { } entry)
            fact = fact with { CameBefore = SameTelling.Of(entry, bytes) };
        const string act = "quarantine-resubmitted";
        var intent = await acts.IntendAsync(
            caller, act, department.Code, new { entry = id.Key[..16], fact.EventId, fact.CaseNo, by }, CancellationToken.None);
        try
        {
            var answer = await journal.RecordAsync(new CaseBatch(caller.Tenant, department.Id, [fact], []) { Source = source });
            if (answer.Refused is [var refused, ..])
            {
                await SettleAsync(caller.Tenant, [Command(SettleRefused, id, bytes), Command(HideAttempt, id, SHA256.HashData(fact.Raw.Span))]);
                await acts.RefusedAsync(caller, intent, act, department.Code, refused.Code);
                return new ResubmitOutcome.Refused(refused);
            }

            if (await SettleAsync(caller.Tenant, [Command(SettleRecorded, id, bytes, by, fact.EventId, fact.CaseNo)]) > 0)
            {
                await acts.DoneAsync(caller, intent, act, department.Code, new
                {
                    entry = id.Key[..16], fact.EventId, fact.CaseNo, by, known = answer.Duplicate > 0,
                });
            }
            else
            {
                // Somebody else saw the same attempt through and told it.
                await acts.RefusedAsync(caller, intent, act, department.Code, "decided-already");
            }

            return new ResubmitOutcome.Recorded(fact.EventId, fact.CaseNo, answer.Duplicate > 0);
        }
        catch (JournalUnavailableException)
        {
            return new ResubmitOutcome.Uncertain();
        }
    }

    /// <summary>Finishes what was left half done, if anything was.</summary>
    private async Task FinishAsync(Caller caller, QuarantineId id, CancellationToken cancellation)
    {
        (byte[] Bytes, string By, CaseSource Source)? stale = null;
        await using (var session = await sessions.OpenAsync(caller.Tenant, cancellation))
        {
            var command = new NpgsqlBatchCommand(ReadStale) { Parameters = { new() { Value = id.Department }, new() { Value = id.Bytes } } };
            await using var row = await session.ReadAsync([command], cancellation);
            if (await row.ReadAsync(cancellation))
                stale = (row.GetFieldValue<byte[]>(0), row.GetString(1), (CaseSource)row.GetInt16(2));
        }

        if (stale is { } left && await DepartmentAsync(caller, id.Department, cancellation) is { } department)
            await SendAsync(caller, id, department, TellingOf(left.Source), left.Bytes, left.By);
    }

    /// <summary>Whether anything was noted as recorded.</summary>
    private async Task<int> SettleAsync(TenantId tenant, IReadOnlyList<NpgsqlBatchCommand> commands)
    {
        await using var session = await sessions.OpenAsync(tenant);
        await session.CommitAsync(commands);
        return commands[0].RecordsAffected;
    }

    private async Task<(byte[] Bytes, string By, bool IsStale)?> ClaimAsync(Caller caller, QuarantineId id, byte[] bytes, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(caller.Tenant, cancellation);
        await using var row = await session.ReadLastAsync([Command(Claim, id, bytes, caller.Login)], cancellation);
        (byte[], string, bool)? claim = await row.ReadAsync(cancellation) ? (row.GetFieldValue<byte[]>(0), row.GetString(1), row.GetBoolean(2)) : null;
        await row.NextResultAsync(cancellation);
        return claim;
    }

    private async Task<IReadOnlyList<QuarantineId>> DismissRowsAsync(
        Caller caller, IReadOnlyList<QuarantineId> ids, string reason, CancellationToken cancellation)
    {
        var dismissed = new List<QuarantineId>(ids.Count);
        await using var session = await sessions.OpenAsync(caller.Tenant, cancellation);
        await using var rows = await session.ReadLastAsync(
            [
                new(DismissAll)
                {
                    Parameters =
                    {
                        new() { Value = ids.Select(id => id.Department).ToArray() }, new() { Value = ids.Select(id => id.Bytes).ToArray() },
                        new() { Value = caller.Login }, new() { Value = reason },
                    },
                },
            ],
            cancellation);
        while (await rows.ReadAsync(cancellation))
            dismissed.Add(QuarantineId.Of(rows.GetInt32(0), rows.GetFieldValue<byte[]>(1)));
        await rows.NextResultAsync(cancellation);
        return dismissed;
    }

    private async Task<ResubmitOutcome> DecidedAsync(TenantId tenant, QuarantineId id) =>
        await reader.FindAsync(tenant, id, CancellationToken.None) is { Line: { State: not QuarantineState.Open } line }
            ? new ResubmitOutcome.Decided(line)
            : new ResubmitOutcome.Busy();

    /// <summary>The department, if there is one and the caller may decide about what is refused of it.</summary>
    private async Task<RegisteredDepartment?> DepartmentAsync(Caller caller, int id, CancellationToken cancellation)
    {
        var registry = await registries.CurrentAsync(caller.Tenant, cancellation);
        return registry.TryDepartment(id, out var department) && caller.Can(Permission.ResolveQuarantine, caller.Tenant, department.Code) ? department : null;
    }

    /// <summary>By which way what is put right is told: by that by which it came, but nobody puts history right by hand.</summary>
    private static CaseSource TellingOf(CaseSource came) => came == CaseSource.History ? CaseSource.Interface : came;

    private static NpgsqlBatchCommand Command(string sql, QuarantineId id, byte[] bytes, params ReadOnlySpan<string> more)
    {
        var command = new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = id.Department }, new() { Value = id.Bytes }, new() { Value = bytes } } };
        foreach (var text in more)
            command.Parameters.Add(new() { Value = text });
        return command;
    }
}
