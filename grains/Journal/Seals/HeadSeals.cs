using Grains.Calendars;
using Tenancy;

namespace Grains.Journal.Seals;

/// <summary>Takes seals between the daily ones: of the head as it stands, and of everything published.</summary>
public sealed class HeadSeals(Sessions sessions)
{
    private const string ReadHead = "select epoch, seq, chain, now() from head";

    /// <summary>A seal of this moment; null for a jurisdiction without a history.</summary>
    public async Task<Seal?> TakeAsync(Jurisdiction of, CancellationToken cancellation = default)
    {
        var versions = await VersionLedger.BringUpAsync(sessions, of, cancellation);
        await using var session = await sessions.OpenAsync(of.Id, cancellation);
        await using var r = await session.ReadAsync([new(ReadHead)], cancellation);
        if (!await r.ReadAsync(cancellation))
            return null;
        var now = r.GetFieldValue<DateTimeOffset>(3);
        return new Seal(of.Id, of.Key, Zone.Of(of.Zone).DayOf(now), r.GetInt32(0), r.GetInt64(1), r.GetFieldValue<byte[]>(2), now, versions);
    }
}
