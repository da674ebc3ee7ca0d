using Tenancy;

namespace Grains.Journal;

/// <summary>Where the journal gets what cases are judged by, and whom it knows.</summary>
/// <param name="Registries">Catalogue and departments of each tenant.</param>
/// <param name="Calendars">The calendars.</param>
/// <param name="Rulebooks">The rulebooks.</param>
/// <param name="Outages">The platform's own outages.</param>
/// <param name="Persons">Handlers met so far.</param>
public sealed record JournalGround(Registries Registries, CalendarBook Calendars, RulebookBook Rulebooks, OutageBook Outages, Persons Persons)
{
    /// <summary>Rounds of judging in one transaction after which a case has not settled: each adds one silence of the office, and no more than two were ever seen (platform default).</summary>
    public int MostRounds { get; init; } = 32;

    /// <summary>What the tenant's cases are judged by at <paramref name="now"/>; the registry at the version the locked head names.</summary>
    public async ValueTask<JudgingGround> JudgingGroundAsync(TenantId tenant, long registry, DateTimeOffset now, CancellationToken cancellation)
    {
        var read = await Registries.AtLeastAsync(tenant, registry, cancellation);
        if (!Calendars.IsFresh(now))
            await Calendars.RefreshAsync(cancellation);
        if (!Rulebooks.IsFresh(now))
            await Rulebooks.RefreshAsync(cancellation);
        return new JudgingGround(read, Calendars.For(tenant, now), Rulebooks.For(tenant, read), await Outages.ForAsync(tenant, now, cancellation));
    }
}
