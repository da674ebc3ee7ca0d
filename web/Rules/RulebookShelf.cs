using System.Collections.Immutable;
using Grains.Journal;
using Grains.Rules;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary>Where the layers stand that concern a jurisdiction, for a viewer who may see its rules.</summary>
public sealed class RulebookShelf(RulebookBook book, RulebookProposals proposals)
{
    /// <summary>Its own layers and the published ones of its ancestors, the latest first; what it proposed and does not hold, for itself and those above alone.</summary>
    public async Task<ImmutableArray<RulebookLayer>> OnAsync(Caller caller, TenantId tenant, CancellationToken cancellation = default)
    {
        var history = book.History;
        var unheld = caller.CanViewProposals(tenant, history.Tree) ? await proposals.OfAsync(caller.Tenant, tenant, cancellation) : [];
        return
        [
            .. history.Layers.Where(layer => layer.Status == LayerStatus.Published && history.Tree.IsWithin(tenant, layer.Owner))
                .Concat(unheld).OrderByDescending(layer => layer.Book.Version),
        ];
    }

    /// <summary>One of them with its rules; null where there is none, or nothing was kept of it.</summary>
    public async Task<RulebookLayer?> FindAsync(Caller caller, TenantId tenant, int version, CancellationToken cancellation = default) =>
        (await OnAsync(caller, tenant, cancellation)).FirstOrDefault(layer => layer.Book.Version == version) is { } layer && !IsLineOnly(layer) ? layer : null;

    /// <summary>What was taken back or replaced before anybody decided about it has left no text.</summary>
    public static bool IsLineOnly(RulebookLayer layer) =>
        layer is { Status: LayerStatus.Superseded or LayerStatus.Withdrawn, Book: { Rules.IsEmpty: true, SwitchedOff.IsEmpty: true } };
}
