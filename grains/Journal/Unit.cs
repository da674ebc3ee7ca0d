using Grains.Journal.Rows;
using Tenancy;

namespace Grains.Journal;

/// <summary>The unit of work of one transaction: the tenants under lock, the instant, and the rows to write.</summary>
internal sealed class Unit(DateTimeOffset now, IReadOnlyDictionary<TenantId, TenantWork> tenants)
{
    /// <summary>The database's clock, read once after the locks were had.</summary>
    public DateTimeOffset Now { get; } = now;

    public IReadOnlyDictionary<TenantId, TenantWork> Tenants { get; } = tenants;

    public EventRows Events { get; } = new();

    public PersonRows Persons { get; } = new();

    public QuarantineRows Quarantine { get; } = new();

    /// <summary>Persons given an id in this transaction, remembered once it is durable.</summary>
    public Dictionary<(TenantId Tenant, int Department, string Name), PersonReference> NewPersons { get; } = [];

    /// <summary>Scratch for canonical bytes.</summary>
    public CanonicalWriter Writer { get; } = new();

    /// <summary>First day of the month in which grains that begin now are filed.</summary>
    public DateOnly Month { get; } = new(now.UtcDateTime.Year, now.UtcDateTime.Month, 1);

    /// <summary>Starts an event: the header is written, the content is up to the caller, <see cref="End"/> appends it.</summary>
    public EventHeader Begin(GrainKind kind, TenantWork tenant, long grain, int n)
    {
        var header = new EventHeader(kind, tenant.Tenant, grain, n, tenant.Seq + 1, Now);
        Writer.Clear();
        CanonicalEvent.WriteHeader(Writer, header);
        return header;
    }

    /// <summary>Appends the event whose content is complete; returns its link in the grain's chain.</summary>
    public byte[] End(in EventHeader header, TenantWork tenant, DateOnly month, byte[] previous)
    {
        var link = Chain.Link(previous, Writer.Written);
        Chain.Tie(tenant.Chain, link);
        tenant.Seq = header.Seq;
        Events.Add(header, month, Writer.Written.ToArray(), link);
        return link;
    }
}
