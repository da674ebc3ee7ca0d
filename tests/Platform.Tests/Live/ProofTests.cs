using System.Net;
using System.Text.RegularExpressions;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Live;

/// <summary>Follows every figure of a county's dashboard to the list behind it.</summary>
public sealed partial class ProofTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task EveryFigureOfTheCountysDashboard_LinksToAListOfExactlyThatMany()
    {
        await RecordAsync();
        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);
        var figures = Figures(await inspector.GetStringAsync("/"));

        var names = figures.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var expected in new[] { "today.received", "today.accepted", "today.closed", "today.onTime", "yesterday.accepted", "yesterday.closed", "open", "overdue", "red", "yellow", "green", "new.red", "new.yellow", "accepted", "closed", "onTime", "late" })
            Assert.Contains(expected, names);
        Assert.Contains(figures, f => f is { Name: "open", Value: > 0 } && f.Address.Contains("department=", StringComparison.Ordinal));
        Assert.Contains(figures, f => f is { Name: "overdue", Value: > 0 });
        Assert.Contains(figures, f => f is { Name: "today.received", Value: > 0 });
        Assert.Contains(figures, f => f is { Name: "yesterday.accepted", Value: > 0 });
        foreach (var (name, address, value) in figures)
            Assert.Equal((name, address, value), (name, address, await CountAsync(inspector, address)));
    }

    [Fact]
    public async Task WhoMayNotSeeTheList_SeesTheFigureAlone()
    {
        await RecordAsync();
        using var leader = await site.NewClientAsync("330802", null, Role.Leader);
        using var above = await site.NewClientAsync("330800", null, Role.Inspector);

        Assert.All(Figures(await leader.GetStringAsync("/")), f => Assert.StartsWith("/signals?", f.Address, StringComparison.Ordinal));
        Assert.DoesNotContain(Figures(await above.GetStringAsync("/?jurisdiction=330802")), f => f.Address.StartsWith("/cases", StringComparison.Ordinal));
    }

    /// <summary>Cases of two departments: received, open, overdue, closed in time and late, today and yesterday.</summary>
    private async Task RecordAsync()
    {
        var tenant = site.Platform["330802"].Id;
        var catalogue = await site.Services.GetRequiredService<DemoCatalogueSeeder>().SeedAsync(tenant, None);
        var registry = await site.Services.GetRequiredService<Registries>().CurrentAsync(tenant, None);
        var journal = site.Services.GetRequiredService<Grains.Journal.Journal>();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var items in catalogue.Items.Where(i => i.Content is { Kind: ItemKind.Permit, Immediate: false }).GroupBy(i => i.Content.Department).Take(2))
        {
            var item = items.First();
            Assert.True(registry.TryDepartment(items.Key, out var department));
            CaseFact Fact(string number, CaseEventKind kind, TimeSpan ago) => new(
                $"{number}-{kind}", number, item.Code, kind, new((now - ago).Ticks / 10 * 10, TimeSpan.Zero), null, null, null, CaseDetails.None, CaseSource.Interface);
            List<CaseFact> facts = [];
            foreach (var (number, accepted, decided) in new (string, TimeSpan, TimeSpan?)[]
            {
                ("A", TimeSpan.FromMinutes(3), null), ("B", TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(1)), ("C", TimeSpan.FromDays(1), null),
                ("D", TimeSpan.FromDays(1), TimeSpan.FromMinutes(2)), ("E", TimeSpan.FromDays(120), null), ("F", TimeSpan.FromDays(120), TimeSpan.FromMinutes(2)),
                ("G", TimeSpan.FromDays(2), TimeSpan.FromDays(1)), ("H", TimeSpan.FromDays(5), TimeSpan.FromDays(3)),
            })
            {
                var name = $"PROOF-{department.Id}-{number}";
                facts.Add(Fact(name, CaseEventKind.Submitted, accepted + TimeSpan.FromMinutes(2)));
                facts.Add(Fact(name, CaseEventKind.Accepted, accepted));
                if (decided is { } ago)
                    facts.Add(Fact(name, CaseEventKind.Approved, ago));
            }

            // Received today and not accepted; received and refused today.
            facts.Add(Fact($"PROOF-{department.Id}-I", CaseEventKind.Submitted, TimeSpan.FromMinutes(2)));
            facts.Add(Fact($"PROOF-{department.Id}-J", CaseEventKind.Submitted, TimeSpan.FromMinutes(2)));
            facts.Add(Fact($"PROOF-{department.Id}-J", CaseEventKind.NotAccepted, TimeSpan.FromMinutes(1)));

            await journal.RecordAsync(new(tenant, department.Id, facts, []));
        }
    }

    private static List<(string Name, string Address, long Value)> Figures(string page) =>
    [
        .. Linked().Matches(page).Select(link => (
            Attribute(link.Groups["attributes"].Value, "data-figure"), WebUtility.HtmlDecode(Attribute(link.Groups["attributes"].Value, "href")),
            long.Parse(link.Groups["value"].Value, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture))),
    ];

    /// <summary>How many lines a list has over all its pages.</summary>
    private static async Task<long> CountAsync(HttpClient client, string? address)
    {
        long count = 0;
        while (address is not null)
        {
            var page = await client.GetStringAsync(address);
            var body = page.IndexOf("<tbody>", StringComparison.Ordinal);
            count += body < 0 ? 0 : Row().Count(page[body..page.IndexOf("</tbody>", body, StringComparison.Ordinal)]);
            address = Next().Match(page) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        return count;
    }

    private static string Attribute(string attributes, string name) =>
        Regex.Match(attributes, $"{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    [GeneratedRegex("<a (?<attributes>[^>]*data-figure=[^>]*)>(?<value>[0-9,]+)</a>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Linked();

    [GeneratedRegex("<tr>", RegexOptions.None, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("rel=\"next\"[^>]*href=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Next();
}
