using System.Collections.Immutable;
using Grains.Journal;
using Grains.Rules;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary>Where a bureau publishes rules, proposes a tightening, withdraws what has no effect yet, or decides about a proposal: decides, writes, and reads back what it wrote.</summary>
/// <remarks>The caller has been asked for its permission already.</remarks>
public sealed class RulebookDesk(RulebookBook book, RulebookChanges changes, RulebookProposals proposals, Jurisdictions jurisdictions)
{
    /// <summary>Publishes the rulebook of a root, or proposes a layer to the parent bureau; the layer as stored, or why not.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="document">The layer as JSON.</param>
    /// <param name="caller">Who does it.</param>
    /// <param name="waiting">The own proposal that the caller saw waiting, 0 for none; null for whatever waits. What waits is superseded.</param>
    /// <param name="standing">The own published versions on which the layer was begun (<see cref="RulebookPreview.Standing"/>); null for whichever stand.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<(RulebookLayer? Layer, RulebookRefusal? Refusal)> LoadAsync(
        TenantId tenant, ReadOnlyMemory<byte> document, Caller caller, int? waiting = null, string? standing = null, CancellationToken cancellation = default)
    {
        await book.RefreshAsync(cancellation);
        // What is compared and checked here is what the writing insists on: by its number of the last change.
        var history = book.History;
        if (standing is not null && standing != RulebookPreview.Standing(history, tenant, book.CheckedAt + RulebookBook.Delay))
            return (null, new("rulebooks-changed", []));
        var (layer, refusal) = Check(history, tenant, document);
        if (layer is null)
            return (null, refusal);
        var put = await changes.PutAsync(tenant, layer with { Version = 0 }, caller.AuditName(jurisdictions.Tree), history.Change, waiting, cancellation);
        await book.RefreshAsync(cancellation);
        return put is null ? (null, new("rulebooks-changed", [])) : (put, null);
    }

    /// <summary>The layer as it would be published or proposed, or why it could not be; nothing is written.</summary>
    public async Task<(Rulebook? Layer, RulebookRefusal? Refusal)> CheckAsync(
        TenantId tenant, ReadOnlyMemory<byte> document, CancellationToken cancellation = default)
    {
        await book.RefreshAsync(cancellation);
        return Check(book.History, tenant, document);
    }

    /// <summary>Approves or refuses what a jurisdiction below has proposed; null when it is done.</summary>
    public async Task<RulebookRefusal?> DecideAsync(
        Jurisdiction child, int version, bool approved, string reason, Caller caller, CancellationToken cancellation)
    {
        await book.RefreshAsync(cancellation);
        var history = book.History;
        if (child.Parent is not { } parent)
            return new("not-the-parent", []);
        var proposed = (await proposals.OfAsync(parent, child.Id, cancellation))
            .FirstOrDefault(layer => layer.Book.Version == version && layer.Status == LayerStatus.Proposed);
        if (proposed is null)
            return new("nothing-proposed", []);
        // What lies above may have been tightened since it was proposed.
        if (approved && Overlay.Faults(history.Inherited(child.Id)!, proposed.Book) is { IsEmpty: false } faults)
            return new("rulebook-invalid", faults);
        return await FinishAsync(
            await changes.DecideAsync(parent, child.Id, version, approved, caller.AuditName(jurisdictions.Tree), reason, history.Change, cancellation), cancellation);
    }

    /// <summary>Takes back a proposal, or a published layer that is still to come; null when it is done.</summary>
    public async Task<RulebookRefusal?> WithdrawAsync(Jurisdiction owner, int version, string reason, Caller caller, CancellationToken cancellation) =>
        await FinishAsync(
            await changes.WithdrawAsync(caller.Tenant, owner.Id, version, caller.AuditName(jurisdictions.Tree), reason, cancellation), cancellation);

    private async Task<RulebookRefusal?> FinishAsync(string outcome, CancellationToken cancellation)
    {
        await book.RefreshAsync(cancellation);
        return string.Equals(outcome, "ok", StringComparison.Ordinal) ? null : new(outcome, []);
    }

    private (Rulebook? Layer, RulebookRefusal? Refusal) Check(RulebookHistory history, TenantId tenant, ReadOnlyMemory<byte> document)
    {
        if (document.Length > LoadRulebookEndpoint.LargestDocument)
            return (null, new("rulebook-too-large", []));
        if (!RulebookJson.TryReadLayer(document, out var layer, out var errors))
            return (null, new("rulebook-invalid", errors));
        return Faults(history, tenant, layer) is { IsEmpty: false } faults ? (null, new("rulebook-invalid", faults)) : (layer, null);
    }

    /// <summary>What forbids a layer, each at its place: an effect in the past or too far ahead, no rule at the root, a mandatory rule loosened below.</summary>
    private ImmutableArray<RulebookError> Faults(RulebookHistory history, TenantId tenant, Rulebook layer)
    {
        var faults = ImmutableArray.CreateBuilder<RulebookError>();
        if (layer.EffectiveFrom > DateTimeOffset.MinValue)
            faults.AddRange(EffectiveDay.Faults(layer.EffectiveFrom, book.CheckedAt));
        if (jurisdictions.Tree[tenant].Parent is null)
        {
            if (layer.Rules.IsEmpty)
                faults.Add(new("$.rules", "wrong-count", $"1 to {RulebookJson.MaximumRules} rules"));
            for (var i = 0; i < layer.SwitchedOff.Length; i++)
                faults.Add(new($"$.switchedOff[{i}]", "nothing-inherited", "left out: a root inherits no rule"));
        }
        else if (history.Inherited(tenant) is { } inherited)
        {
            faults.AddRange(Overlay.Faults(inherited, layer));
        }
        else
        {
            faults.Add(new("$", "nothing-inherited", "a rulebook of the province first"));
        }

        return faults.DrainToImmutable();
    }
}
