using System.Text;
using Grains.Rules;
using Npgsql;
using NpgsqlTypes;
using Tenancy;
using Tenancy.Isolation;

namespace Grains.Journal;

/// <summary>Writes layers of rulebooks and what parents decide about them, each with the audit log's entry, to the directory database.</summary>
/// <remarks>The caller has decided that the layer may be laid (<see cref="Overlay"/>) by the change it knows; if that is not the last one, nothing is written.</remarks>
public sealed class RulebookChanges(Sessions sessions, Jurisdictions jurisdictions)
{
    private const string Seed = "select app.seed_rulebook($1, $2, $3)";

    private const string Put = "select number, effective, state from app.put_rulebook($1, $2, $3, $4, $5)";

    // What was put is the latest of all versions until the transaction ends.
    private const string ReadMade = "select made_at from rulebook where tenant = app.tenant() order by version desc limit 1";

    private const string Withdraw = "select app.withdraw_rulebook($1, $2, $3, $4)";

    private const string Decide = "select app.decide_rulebook($1, $2, $3, $4, $5, $6)";

    /// <summary>Gives every root that has no rulebook yet the shipped one; returns how many were given one.</summary>
    public async Task<int> SeedAsync(CancellationToken cancellation = default)
    {
        var seeded = 0;
        var shipped = ShippedRulebooks.All[0];
        foreach (var root in jurisdictions.Tree.All.Where(jurisdiction => jurisdiction.Parent is null))
        {
            await using var session = await sessions.OpenSiloAsync(Databases.Directory, cancellation);
            var command = new NpgsqlBatchCommand(Seed)
            {
                Parameters = { new() { Value = root.Id.Value }, new() { Value = shipped.EffectiveFrom }, Json(shipped) },
            };
            await using (var reader = await session.ReadAsync([command], cancellation))
                seeded += await reader.ReadAsync(cancellation) && reader.GetBoolean(0) ? 1 : 0;
            await session.CommitAsync(cancellation);
        }

        return seeded;
    }

    /// <summary>Publishes the layer of a root, or proposes that of a jurisdiction below; null when the rulebooks have changed meanwhile.</summary>
    /// <param name="tenant">Whose layer.</param>
    /// <param name="layer">The layer; its effective instant is kept where it lies far enough ahead.</param>
    /// <param name="by">Who does it, as the audit log names him.</param>
    /// <param name="change">The change by which the caller decided (<see cref="RulebookHistory.Change"/>).</param>
    /// <param name="waiting">The own proposal that the caller saw waiting, 0 for none; null for whatever waits. What waits is superseded.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<RulebookLayer?> PutAsync(
        TenantId tenant, Rulebook layer, string by, int change, int? waiting = null, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        var command = new NpgsqlBatchCommand(Put)
        {
            Parameters =
            {
                new() { Value = layer.EffectiveFrom, NpgsqlDbType = NpgsqlDbType.TimestampTz }, Json(layer), new() { Value = by }, new() { Value = change },
                new() { Value = waiting ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer },
            },
        };
        RulebookLayer put;
        await using (var reader = await session.ReadAsync([command, new NpgsqlBatchCommand(ReadMade)], cancellation))
        {
            if (!await reader.ReadAsync(cancellation))
                return null;
            put = new(tenant, layer with { Version = reader.GetInt32(0), EffectiveFrom = reader.GetFieldValue<DateTimeOffset>(1) })
            {
                Status = (LayerStatus)reader.GetInt16(2),
                MadeBy = by,
            };
            await reader.NextResultAsync(cancellation);
            await reader.ReadAsync(cancellation);
            put = put with { MadeAt = reader.GetFieldValue<DateTimeOffset>(0) };
        }

        await session.CommitAsync(cancellation);
        return put;
    }

    /// <summary>Approves or refuses a proposed layer of a jurisdiction below; <c>ok</c>, or a stable code of why nothing was done.</summary>
    /// <param name="parent">The jurisdiction that decides.</param>
    /// <param name="child">The one that proposed.</param>
    /// <param name="version">The version proposed.</param>
    /// <param name="approved">Whether it may hold.</param>
    /// <param name="by">Who decides, as the audit log names him.</param>
    /// <param name="reason">Why.</param>
    /// <param name="change">The change by which the caller decided.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<string> DecideAsync(
        TenantId parent, TenantId child, int version, bool approved, string by, string reason, int change, CancellationToken cancellation = default)
    {
        var command = new NpgsqlBatchCommand(Decide)
        {
            Parameters =
            {
                new() { Value = child.Value }, new() { Value = version }, new() { Value = approved }, new() { Value = by }, new() { Value = reason }, new() { Value = change },
            },
        };
        return await AskAsync(parent, command, cancellation);
    }

    /// <summary>Takes back a proposal, or a layer that is still to come; <c>ok</c>, or a stable code of why nothing was done.</summary>
    /// <param name="actor">The jurisdiction that does it: the owner, or its parent for what it had approved.</param>
    /// <param name="owner">Whose layer.</param>
    /// <param name="version">Its version.</param>
    /// <param name="by">Who does it, as the audit log names him.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public Task<string> WithdrawAsync(TenantId actor, TenantId owner, int version, string by, string reason, CancellationToken cancellation = default) =>
        AskAsync(
            actor,
            new NpgsqlBatchCommand(Withdraw) { Parameters = { new() { Value = owner.Value }, new() { Value = version }, new() { Value = by }, new() { Value = reason } } },
            cancellation);

    private async Task<string> AskAsync(TenantId actor, NpgsqlBatchCommand command, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(actor, cancellation);
        string outcome;
        await using (var reader = await session.ReadAsync([command], cancellation))
        {
            await reader.ReadAsync(cancellation);
            outcome = reader.GetString(0);
        }

        await session.CommitAsync(cancellation);
        return outcome;
    }

    private static NpgsqlParameter Json(Rulebook layer) =>
        new() { Value = Encoding.UTF8.GetString(RulebookWriter.Write(layer)), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
