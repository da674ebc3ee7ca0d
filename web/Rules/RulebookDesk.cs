using System.Collections.Immutable;
using Grains.Journal;
using Grains.Rules;
using Tenancy;

namespace Web.Rules;

/// <summary>Where a bureau publishes rules, proposes a tightening, or decides about one: decides, writes, and reads back what it wrote.</summary>
/// <remarks>The caller has been asked for its permission already.</remarks>
public sealed class RulebookDesk(RulebookBook book, RulebookChanges changes, Jurisdictions jurisdictions)
{
    /// <summary>Publishes the rulebook of a root, or proposes a layer to the parent bureau; the layer as stored, or why not.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="document">The layer as JSON.</param>
    /// <param name="by">The account that does it.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<(RulebookLayer? Layer, RulebookRefusal? Refusal)> LoadAsync(
        TenantId tenant, ReadOnlyMemory<byte> document, string by, CancellationToken cancellation)
    {
        await book.RefreshAsync(cancellation);
        var history = book.History;
        if (!RulebookJson.TryReadLayer(document, out var layer, out var errors))
            return (null, new("rulebook-invalid", errors));
        if (Faults(history, tenant, layer) is { IsEmpty: false } faults)
            return (null, new("rulebook-invalid", faults));
        if (await changes.PutAsync(tenant, layer with { Version = 0 }, by, history.Change, cancellation) is not { } put)
            return (null, new("rulebooks-changed", []));
        await book.RefreshAsync(cancellation);
        return (put, null);
    }

    /// <summary>Approves or refuses what a jurisdiction below has proposed; null when it is done.</summary>
    public async Task<RulebookRefusal?> DecideAsync(
        Jurisdiction child, int version, bool approved, string reason, string by, CancellationToken cancellation)
    {
        await book.RefreshAsync(cancellation);
        var history = book.History;
        if (child.Parent is not { } parent)
            return new("not-the-parent", []);
        var proposed = history.Layers.FirstOrDefault(layer => layer.Owner == child.Id && layer.Book.Version == version && layer.Status == LayerStatus.Proposed);
        if (proposed is null)
            return new("nothing-proposed", []);
        // What lies above may have been tightened since it was proposed.
        if (approved && Overlay.Faults(history.Inherited(child.Id)!, proposed.Book) is { IsEmpty: false } faults)
            return new("rulebook-invalid", faults);
        var outcome = await changes.DecideAsync(parent, child.Id, version, approved, by, reason, history.Change, cancellation);
        await book.RefreshAsync(cancellation);
        return string.Equals(outcome, "ok", StringComparison.Ordinal) ? null : new(outcome, []);
    }

    /// <summary>What forbids a layer, each at its place: an effect in the past, no rule at the root, a mandatory rule loosened below.</summary>
    private ImmutableArray<RulebookError> Faults(RulebookHistory history, TenantId tenant, Rulebook layer)
    {
        var faults = ImmutableArray.CreateBuilder<RulebookError>();
        var given = layer.EffectiveFrom > DateTimeOffset.MinValue;
        // A past case is judged by the rules of its day: no version takes effect before it was published.
        if (given && layer.EffectiveFrom < book.CheckedAt)
            faults.Add(new("$.effectiveFrom", "in-the-past", "an instant to come, or left out: as soon as possible"));
        var latest = history.Layers.Where(one => one.Owner == tenant && one.Status == LayerStatus.Published).Select(one => one.Book.EffectiveFrom).DefaultIfEmpty().Max();
        if (given && layer.EffectiveFrom < latest)
            faults.Add(new("$.effectiveFrom", "before-latest-version", $"not before {latest:yyyy-MM-dd'T'HH:mm:ssK}, when the latest version takes effect"));
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
