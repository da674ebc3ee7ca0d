using System.Collections.Concurrent;
using Tenancy;

namespace Silo.Valve;

/// <summary>A parcel on its way, and who has it so far.</summary>
/// <param name="parcel">What is told.</param>
/// <param name="ancestors">All ancestors, reachable or not.</param>
/// <param name="undeliverable">Targets of messages that are neither above nor below.</param>
internal sealed class Delivery(Parcel parcel, IReadOnlyList<TenantId> ancestors, IReadOnlyList<TenantId> undeliverable)
{
    /// <summary>What is told.</summary>
    public Parcel Parcel => parcel;

    /// <summary>Ancestors that have heard it.</summary>
    public ConcurrentBag<TenantId> Heard { get; } = [];

    /// <summary>Ancestors that must be told everything anew, and former ones that have forgotten.</summary>
    public ConcurrentBag<TenantId> Lost { get; } = [];

    /// <summary>How far the ancestors have heard, by whichever carrier.</summary>
    public ConcurrentBag<(int Epoch, long Position)> HeardTo { get; } = [];

    /// <summary>Messages that have arrived.</summary>
    public ConcurrentBag<Message> Delivered { get; } = [];

    /// <summary>Targets of messages that are neither above nor below.</summary>
    public IReadOnlyList<TenantId> Undeliverable => undeliverable;

    /// <summary>Everybody who gets something from it.</summary>
    public IEnumerable<TenantId> Targets =>
        parcel.Ancestors.Union(parcel.Messages.Select(m => m.Target).Except(undeliverable));

    /// <summary>Whether nobody is left who has not got what is theirs.</summary>
    public bool IsComplete =>
        ancestors.All(Heard.Contains)
        && parcel.Former.All(Lost.Contains)
        && parcel.Messages.All(m => Delivered.Contains(m) || undeliverable.Contains(m.Target));
}
