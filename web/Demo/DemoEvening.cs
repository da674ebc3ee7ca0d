using Grains.Calendars;
using Grains.Journal.Seals;
using Tenancy;

namespace Web.Demo;

/// <summary>Lets the demo's day begin with what its backlog left standing, so that its dashboards tell a change from the first minute.</summary>
internal sealed class DemoEvening(Sessions sessions, Jurisdictions jurisdictions, TimeProvider time)
{
    /// <summary>By then the backlog's figures have arrived everywhere.</summary>
    private static readonly TimeSpan Carried = TimeSpan.FromSeconds(8);

    /// <summary>Takes the gauges of every jurisdiction as those of last evening; they say when they were taken.</summary>
    public async Task TakeAsync(CancellationToken cancellation)
    {
        await Task.Delay(Carried, time, cancellation);
        foreach (var jurisdiction in jurisdictions.Tree.All)
        {
            await using var session = await sessions.OpenValveAsync(jurisdiction.Id, cancellation);
            await session.CommitAsync([EveningGauges.Keep(Zone.Of(jurisdiction.Zone).DayOf(time.GetUtcNow()).AddDays(-1))], cancellation);
        }
    }
}
