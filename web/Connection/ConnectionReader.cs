using Grains.Clocks;
using Grains.Departments;
using Grains.Journal;
using Grains.Rules;
using Tenancy;
using Tenancy.Permissions;
using Web.Quarantine;
using Web.Signals;

namespace Web.Connection;

/// <summary>Puts together how far a jurisdiction is connected, as one caller may see it.</summary>
/// <remarks>Of a jurisdiction below only what was carried upward is known: names, items, counts, last data, how far behind. Its rows are never read.</remarks>
public sealed class ConnectionReader(
    FeedReader feeds, LagReader lags, QuarantineReader quarantine, SignalListReader signals, JournalGround ground, Jurisdictions jurisdictions)
{
    /// <summary>Reads the picture of a jurisdiction, the caller's own or one below it.</summary>
    public async Task<ConnectionPicture> ReadAsync(Caller caller, Jurisdiction of, CancellationToken cancellation)
    {
        var tree = jurisdictions.Tree;
        var read = await feeds.ReadAsync(caller.Tenant, cancellation);
        var judging = await ground.JudgingGroundAsync(caller.Tenant, 0, read.Now, cancellation);
        var silences = await SilencesAsync(caller.Tenant, judging, read, cancellation);
        var codes = caller.CanBelow(Permission.ViewConnection, of.Id, tree) ? null : caller.DepartmentsFor(Permission.ViewConnection);
        var all = read.Departments
            .Where(one => codes is null || (one.Feed.Code is { } code && codes.Contains(code)))
            .Select(one => Judge(one.Feed, one.System, silences, read.Now))
            .ToList();
        var byOrigin = all.ToLookup(department => department.Origin);
        List<DepartmentConnection> own = [.. byOrigin[of.Id]];
        if (of.Id == caller.Tenant)
            own = await CompleteAsync(caller.Tenant, own, judging, read.Now, cancellation);
        return new(
            read.Now,
            ConnectionTotals.Of(of, [.. own, .. Within(of).Where(one => one.Origin != of.Id)]),
            [.. own.OrderBy(one => one.State).ThenByDescending(one => one.Week?.RefusedShare ?? 0).ThenBy(one => one.Department)],
            codes is not null
                ? []
                : [.. tree.ChildrenOf(of.Id).Select(child => ConnectionTotals.Of(child, Within(child)))
                    .OrderByDescending(one => one.In(ConnectionState.Silent)).ThenByDescending(one => one.In(ConnectionState.Unconnected))
                    .ThenByDescending(one => one.Week.RefusedShare ?? 0).ThenBy(one => one.Jurisdiction, StringComparer.Ordinal)]);

        List<DepartmentConnection> Within(Jurisdiction jurisdiction) => [.. tree.SubtreeOf(jurisdiction.Id).SelectMany(below => byOrigin[below.Id])];
    }

    private DepartmentConnection Judge(DepartmentConnection feed, OwnSystem system, IReadOnlyDictionary<int, DateTimeOffset> silences, DateTimeOffset now)
    {
        var last = feed.LastRecordedAt;
        // Whoever has a system again is awaited from then on.
        var quietFrom = SilentFrom(feed, system.Has && system.Since > last ? system.Since : last, now);
        var silentFrom = system.Has ? quietFrom : Silence(feed, system, silences);
        // Imported history is counted and leaves no instant: who has told nothing else is connected no further for it.
        var state = (last, feed.Total) switch
        {
            (not null, _) when silentFrom <= now => ConnectionState.Silent,
            (not null, _) when quietFrom <= now => ConnectionState.Forms,
            (not null, _) => ConnectionState.Live,
            (_, { Refused: > 0 }) => ConnectionState.Testing,
            _ => system.Has ? ConnectionState.Unconnected : ConnectionState.Forms,
        };
        return feed with { State = state, SilentFrom = silentFrom };
    }

    /// <summary>Since when a department that goes on feeding though it is said to work on the forms is silent, as its signal has it; null for whoever stopped with the move.</summary>
    private static DateTimeOffset? Silence(DepartmentConnection feed, OwnSystem system, IReadOnlyDictionary<int, DateTimeOffset> silences) =>
        system.Until is { } moved && silences.TryGetValue(feed.Department, out var from) && from > moved && from > feed.LastRecordedAt ? from : null;

    /// <summary>From when the latest silence of each department of the tenant is true; nothing is read where it can concern nobody.</summary>
    private async Task<IReadOnlyDictionary<int, DateTimeOffset>> SilencesAsync(
        TenantId tenant, JudgingGround judging, FeedReader.Feeds read, CancellationToken cancellation) =>
        read.Departments.Any(one => one.System is { Has: false, Until: not null } && one.Feed.LastRecordedAt > one.System.Until)
            ? await signals.LatestAsync(
                tenant,
                [.. judging.Rulebooks.Versions.SelectMany(book => book.Rules).Where(rule => rule.Kind == RuleKind.SilentFeed).Select(rule => rule.Code).Distinct()],
                cancellation)
            : new Dictionary<int, DateTimeOffset>();

    /// <summary>By the rules and the calendar of the department's own jurisdiction, whoever looks; of a department below, whose code stays there, by the rules for all departments.</summary>
    private DateTimeOffset? SilentFrom(DepartmentConnection feed, DateTimeOffset? since, DateTimeOffset now)
    {
        if (since is not { } last || !jurisdictions.Tree.TryFind(feed.Origin, out var origin) || ground.Rulebooks.At(origin.Id, now) is not { } book)
            return null;
        var calendar = ground.Calendars.For(origin.Id, now);
        return book.Rules
            .Where(rule => rule.Kind == RuleKind.SilentFeed && rule.Scope.Includes(origin.Level)
                && (rule.Scope.Departments.IsEmpty || (feed.Code is { } code && rule.Scope.Departments.Contains(code))))
            .Select(rule => Clock.Due(calendar, last, Limit.WorkingDays(rule.Parameter(RuleParameter.WorkingDays))))
            .Where(due => !due.Provisional)
            .Min(due => (DateTimeOffset?)due.Instant);
    }

    /// <summary>Adds what only the jurisdiction itself knows.</summary>
    private async Task<List<DepartmentConnection>> CompleteAsync(
        TenantId tenant, List<DepartmentConnection> departments, JudgingGround judging, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = await quarantine.OpenAsync(tenant, cancellation);
        var late = await lags.ReadAsync(tenant, cancellation);
        var counts = await signals.CountAsync(tenant, [.. departments.Select(one => one.Department)], cancellation);
        var kinds = judging.Rulebooks.Versions.SelectMany(book => book.Rules).DistinctBy(rule => rule.Code, StringComparer.Ordinal)
            .Where(rule => Indicator.Kinds.Contains(rule.Kind)).ToDictionary(rule => rule.Code, rule => rule.Kind, StringComparer.Ordinal);
        var today = judging.Calendar.Zone.DayOf(now);
        var published = judging.Registry.Items.Where(item => item.IsInForce(today)).CountBy(item => item.Department).ToDictionary();
        return
        [
            .. departments.Select(one => one with
            {
                Items = published.GetValueOrDefault(one.Department),
                OpenQuarantine = open.GetValueOrDefault(one.Department),
                Lag = late.GetValueOrDefault(one.Department),
                Indicators =
                [
                    .. counts.Where(count => count.Department == one.Department && kinds.ContainsKey(count.Rule))
                        .GroupBy(count => count.Rule, StringComparer.Ordinal)
                        .Select(rule => new Indicator(kinds[rule.Key], rule.Key, rule.Sum(count => count.Signals)))
                        .OrderBy(indicator => indicator.Kind),
                ],
            }),
        ];
    }
}
