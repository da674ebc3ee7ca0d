using System.Collections.Immutable;
using Dapper;
using Grains.Rules;
using Tenancy;

namespace Grains.Journal;

/// <summary>Reads the layers that judge nobody: proposed, refused, superseded, withdrawn. Asked when somebody looks, never kept.</summary>
public sealed class RulebookProposals(Sessions sessions)
{
    private const string Columns = """
        tenant, version, effective_at as EffectiveAt, made_at as MadeAt, made_by as MadeBy, status, decided_by as DecidedBy, reason,
          ended_by as EndedBy, end_reason as EndReason, superseded_by as SupersededBy, body
        """;

    private const string ReadOf = $"select {Columns} from app.rulebook_proposals(@owner)";

    private const string ReadWaiting = $"select {Columns} from app.rulebooks_waiting()";

    private const string ReadGivenWay = "select version from app.rulebooks_given_way(@owner, @version) where behind is null order by version";

    /// <summary>What a jurisdiction proposed and did not come to hold, the latest 50, the latest first; none where the viewer is neither it nor above it.</summary>
    /// <remarks>What was superseded or withdrawn before anybody decided about it has no rules any more.</remarks>
    public Task<ImmutableArray<RulebookLayer>> OfAsync(TenantId viewer, TenantId owner, CancellationToken cancellation = default) =>
        ReadAsync(viewer, new CommandDefinition(ReadOf, new { owner = owner.Value }, cancellationToken: cancellation), cancellation);

    /// <summary>What waits for a jurisdiction's decision, the eldest first, without the rules: those of one are read by <see cref="OfAsync"/>.</summary>
    public Task<ImmutableArray<RulebookLayer>> WaitingForAsync(TenantId parent, CancellationToken cancellation = default) =>
        ReadAsync(parent, new CommandDefinition(ReadWaiting, cancellationToken: cancellation), cancellation);

    /// <summary>Versions that gave way to a published layer still to come and come back when it is withdrawn, in order; none where the viewer is neither its owner nor above it.</summary>
    public async Task<ImmutableArray<int>> RestoredWithoutAsync(TenantId viewer, TenantId owner, int version, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenDirectoryAsync(viewer, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        return [.. await connection.QueryAsync<int>(new CommandDefinition(ReadGivenWay, new { owner = owner.Value, version }, cancellationToken: cancellation))];
    }

    private async Task<ImmutableArray<RulebookLayer>> ReadAsync(TenantId viewer, CommandDefinition command, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(viewer, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        return [.. (await connection.QueryAsync<RulebookRow>(command)).Select(row => row.ToLayer())];
    }
}
