using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tenancy;

namespace Grains.Rules;

/// <summary>Everything that was ever published as a rulebook, and the versions in force that follow from it for each jurisdiction; immutable.</summary>
/// <remarks>
/// A version in force is the latest layer of each jurisdiction on the way from the root, laid over each other. It bears the
/// number of the layer that took effect last. A jurisdiction that was moved in the tree keeps the versions of its former way
/// for the time in which it stood there: a past case is judged by the rules of its day.
/// </remarks>
public sealed class RulebookHistory
{
    private readonly Dictionary<TenantId, RulebookLayer[]> _published;
    private readonly ILookup<TenantId, FormerParent> _former;
    private readonly ConcurrentDictionary<TenantId, ImmutableArray<Rulebook>> _versions = new();

    // Jurisdictions under the same layers, nearly all of them, share their versions.
    private readonly ConcurrentDictionary<(string Basis, DateTimeOffset At), Rulebook> _composed = new();

    /// <summary>Takes the layers, in any order, and where jurisdictions stood before they were moved.</summary>
    public RulebookHistory(JurisdictionTree tree, IEnumerable<RulebookLayer> layers, IEnumerable<FormerParent> former, int change = 0)
    {
        Tree = tree;
        Change = change;
        Layers = [.. layers.OrderBy(layer => layer.Book.Version)];
        _published = Layers
            .Where(layer => layer.Status == LayerStatus.Published)
            .GroupBy(layer => layer.Owner)
            .ToDictionary(own => own.Key, own => own.OrderBy(layer => layer.Book.EffectiveFrom).ThenBy(layer => layer.Book.Version).ToArray());
        Former = [.. former.OrderBy(move => move.Until)];
        _former = Former.ToLookup(move => move.Jurisdiction);
    }

    /// <summary>The jurisdictions among which rulebooks are inherited.</summary>
    public JurisdictionTree Tree { get; }

    /// <summary>Number of the last change that is known, of whatever kind.</summary>
    public int Change { get; }

    /// <summary>Every layer it was given, by version; those that are not published judge nobody.</summary>
    public ImmutableArray<RulebookLayer> Layers { get; }

    /// <summary>Where jurisdictions stood before, by the instant of the move.</summary>
    public ImmutableArray<FormerParent> Former { get; }

    /// <summary>The same layers over another tree.</summary>
    public RulebookHistory Over(JurisdictionTree tree) => new(tree, Layers, Former, Change);

    /// <summary>The versions that were, are and will be in force for a jurisdiction, by effective instant; each rule names its origin.</summary>
    public ImmutableArray<Rulebook> For(TenantId tenant) => _versions.GetOrAdd(tenant, static (id, self) => self.Make(id), this);

    private ImmutableArray<Rulebook> Make(TenantId tenant)
    {
        var versions = ImmutableArray.CreateBuilder<Rulebook>();
        RulebookLayer[] last = [];
        foreach (var at in Instants(tenant))
        {
            var layers = InForce(tenant, at);
            if (layers.Length == 0 || layers.SequenceEqual(last))
                continue;
            last = layers;
            versions.Add(_composed.GetOrAdd((Basis(layers), at), static (key, layers) => Compose(layers, key.At), layers));
        }

        return versions.DrainToImmutable();
    }

    /// <summary>The rules that a jurisdiction inherits, without its own layer, once every layer published above is in effect; null for a root.</summary>
    public Rulebook? Inherited(TenantId tenant) =>
        InForce(tenant, DateTimeOffset.MaxValue) is { Length: > 0 } layers && layers.Where(layer => layer.Owner != tenant).ToArray() is { Length: > 0 } above
            ? Compose(above, above.Max(layer => layer.Book.EffectiveFrom))
            : null;

    /// <summary>What names the rules that hold for a jurisdiction at an instant: the versions of the layers laid over each other, the root's first.</summary>
    public string BasisAt(TenantId tenant, DateTimeOffset at) => Basis(InForce(tenant, at));

    /// <summary>The first instant after this one at which a published layer takes effect somewhere; null when none is waiting.</summary>
    public DateTimeOffset? NextEffectAfter(DateTimeOffset at)
    {
        var waiting = Layers.Where(layer => layer.Status == LayerStatus.Published && layer.Book.EffectiveFrom > at).Select(layer => layer.Book.EffectiveFrom).ToArray();
        return waiting.Length == 0 ? null : waiting.Min();
    }

    private static string Basis(RulebookLayer[] layers) => string.Join('+', layers.Select(layer => layer.Book.Version));

    private static Rulebook Compose(RulebookLayer[] layers, DateTimeOffset at)
    {
        var beginning = layers.Where(layer => layer.Book.EffectiveFrom == at).Select(layer => layer.Book.Version).DefaultIfEmpty(0).Max();
        var nearest = layers[^1].Book;
        return new Rulebook(
            beginning > 0 ? beginning : layers.Max(layer => layer.Book.Version), nearest.Name, nearest.EnglishName, at,
            layers.Aggregate(ImmutableArray<Rule>.Empty, Overlay.Lay));
    }

    /// <summary>The layers that hold at an instant, the root's first; none where the root has published none yet.</summary>
    private RulebookLayer[] InForce(TenantId tenant, DateTimeOffset at)
    {
        var way = Way(tenant, at).ToArray();
        var layers = way.Select(owner => Latest(owner, at)).OfType<RulebookLayer>().ToArray();
        return layers.Length > 0 && layers[0].Owner == way[0] ? layers : [];
    }

    private RulebookLayer? Latest(TenantId owner, DateTimeOffset at) =>
        _published.TryGetValue(owner, out var own) ? own.LastOrDefault(layer => layer.Book.EffectiveFrom <= at) : null;

    /// <summary>The way from the root down to the jurisdiction as the tree stood at an instant.</summary>
    private Stack<TenantId> Way(TenantId tenant, DateTimeOffset at)
    {
        var way = new Stack<TenantId>();
        for (TenantId? one = tenant; one is { } on && !way.Contains(on); one = ParentAt(on, at))
            way.Push(on);
        return way;
    }

    private TenantId? ParentAt(TenantId tenant, DateTimeOffset at)
    {
        foreach (var move in _former[tenant])
        {
            if (at < move.Until)
                return move.Parent;
        }

        return Tree[tenant].Parent;
    }

    /// <summary>The instants at which what holds for a jurisdiction may change.</summary>
    private IEnumerable<DateTimeOffset> Instants(TenantId tenant)
    {
        var ways = Former.Select(move => move.Until).Append(DateTimeOffset.MaxValue).SelectMany(until => Way(tenant, until)).Concat(
            Former.SelectMany(move => Way(tenant, move.Until.AddTicks(-1)))).ToHashSet();
        return ways
            .SelectMany(owner => _published.GetValueOrDefault(owner, []).Select(layer => layer.Book.EffectiveFrom).Concat(_former[owner].Select(move => move.Until)))
            .Distinct().Order();
    }
}
