using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Tests.Accounts;
using Platform.Tests.Embedded;
using Platform.Tests.Hosting;
using Platform.Tests.Journal;
using Platform.Tests.Server;
using Tenancy;
using Tenancy.Machines;
using Xunit;

namespace Platform.Tests.EndToEnd;

/// <summary>From outside, by the product's own ports: ten thousand events, sent twice and in disorder, while the node is killed.</summary>
public sealed class KilledNodeTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly string[] Counties = ["330802", "330825", "330122"];

    private readonly JournalBed _bed = new(server);
    private readonly TemporaryFolder _folder = new();

    public ValueTask InitializeAsync() => _bed.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _bed.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task FiguresEqualARecount_AndTheProvinceTheSumOfItsSubtree()
    {
        var random = new Random(20261121);
        var events = Counties.ToDictionary(c => c, c => Enumerable.Range(0, 780).SelectMany(i => Life(random, $"{c}-{i}")).ToList());
        Assert.True(events.Values.Sum(e => e.Count) >= 10_000, $"{events.Values.Sum(e => e.Count)} events");
        var credentials = new Dictionary<string, MachineCredentials>();
        foreach (var county in Counties)
            credentials[county] = await RegisterAsync(county);

        var node = await StartAsync();
        var half = Counties.Select(c => SendAsync(node, credentials[c], Disordered(events[c], new Random(1)))).ToArray();
        while (await CountAsync() < 3_000)
        {
            await (half.FirstOrDefault(sending => sending.IsFaulted) ?? Task.CompletedTask);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await node.KillAsync();
        await Task.WhenAll(half.Select(async sending => { try { await sending; } catch (HttpRequestException) { /* cut off by the kill */ } }));
        await node.DisposeAsync();

        await using var again = await StartAsync();
        await Task.WhenAll(Counties.Select(c => SendAsync(again, credentials[c], Disordered(events[c], new Random(2)))));

        foreach (var county in Counties)
        {
            Assert.Equal(events[county].Count, await _bed.ScalarAsync<int>(_bed.Platform[county].Id, "select sum(accepted)::int from department"));
            var (counters, recounted) = await RecountAsync(_bed.Platform[county].Id);
            Assert.Equal(recounted, counters);
            Assert.True(counters is { Accepted: > 0, Late: > 0, Overdue: > 0, Red: > 0 }, counters.ToString());
        }

        await ProvinceEqualsSumAsync();
    }

    private async Task ProvinceEqualsSumAsync()
    {
        const string Sum = """
            select sum(accepted)::text || ' ' || sum(open) || ' ' || sum(closed) || ' ' || sum(late) || ' ' || sum(overdue) || ' ' || sum(yellow) || ' ' || sum(red)
            from figure where part = 0
            """;
        var own = new long[7];
        foreach (var county in Counties)
        {
            var parts = (await _bed.ScalarAsync<string>(_bed.Platform[county].Id, Sum + " and origin = tenant")).Split(' ');
            for (var i = 0; i < own.Length; i++)
                own[i] += long.Parse(parts[i], System.Globalization.CultureInfo.InvariantCulture);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await _bed.ScalarAsync<string>(_bed.Platform["330000"].Id, Sum) is var province && province != string.Join(' ', own))
        {
            Assert.False(patience.IsCancellationRequested, $"The province says {province}, its counties {string.Join(' ', own)}.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private Task<Node> StartAsync() => Node.StartAsync(_folder.Path, new Dictionary<string, string>
    {
        ["ConnectionStrings__Platform"] = new NpgsqlConnectionStringBuilder(server.Admin) { Database = _bed.Platform.Directory }.ConnectionString,
        ["Platform__DataDatabases"] = $"{_bed.Platform.First},{_bed.Platform.Second}",
        ["PLATFORM_KEY"] = Convert.ToBase64String(PostgresServer.Master),
    });

    private async Task<(CountedTotals Counters, CountedTotals Recounted)> RecountAsync(TenantId tenant)
    {
        var calendars = new CalendarBook(_bed.Platform.Sessions, _bed.Platform.Jurisdictions);
        await calendars.RefreshAsync();
        var ground = new JournalGround(
            new Registries(_bed.Platform.Sessions), calendars, new RulebookBook(_bed.Platform.Sessions, _bed.Platform.Jurisdictions),
            new OutageBook(_bed.Platform.Sessions, _bed.Platform.Jurisdictions), new Persons());
        return await new Recount(_bed.Platform.Sessions, ground).RunAsync(tenant);
    }

    private async Task<MachineCredentials> RegisterAsync(string county)
    {
        var actor = await new People(_bed.Platform).EnsureAdministratorAsync();
        var (credentials, refusal) = await _bed.Platform.Services.GetRequiredService<MachineClients>()
            .RegisterAsync(actor, _bed.Platform[county].Id, "system", "D1", ["events"]);
        Assert.Null(refusal);
        return credentials!;
    }

    private async Task<long> CountAsync()
    {
        var counts = await Task.WhenAll(Counties.Select(c => _bed.ScalarAsync<long>(_bed.Platform[c].Id, "select count(*) from event")));
        return counts.Sum();
    }

    private static async Task SendAsync(Node node, MachineCredentials credentials, IEnumerable<object[]> requests)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", credentials.ClientId), new("client_secret", credentials.ClientSecret), new("scope", "events")]);
        using var granted = await node.Client.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        var token = (await granted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        foreach (var batch in requests)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = JsonContent.Create(batch) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await node.Client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            Assert.Contains("\"refused\":[]", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>All events shuffled, a tenth of them twice, in requests of odd sizes.</summary>
    private static IEnumerable<object[]> Disordered(List<object> events, Random random)
    {
        var all = events.Concat(events.Where(_ => random.Next(10) == 0)).ToArray();
        random.Shuffle(all);
        return all.Chunk(1 + random.Next(50, 90));
    }

    private static IEnumerable<object> Life(Random random, string caseNo)
    {
        string[] kinds = ["submitted", "accepted", "step-completed", "supplement-requested", "supplement-received", "approved", "closed"];
        var at = new DateTimeOffset(2026, 9, 28, 1, 0, 0, TimeSpan.Zero).AddHours(random.Next(0, 24 * 20));
        var stop = random.Next(5) == 0 ? random.Next(1, kinds.Length) : kinds.Length;
        for (var i = 0; i < stop; i++)
        {
            if (i is 3 or 4 && random.Next(5) < 3)
                continue;
            yield return new
            {
                eventId = $"e{i}", caseNo, itemCode = JournalBed.Item, kind = kinds[i], occurredAt = at.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                step = i == 2 ? "examine" : null, post = i == 5 ? "head" : "examiner", handler = $"经办人{random.Next(9):00}",
            };
            at = at.AddMinutes(random.Next(1, 60 * 24 * 5));
            if (at > new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero))
                yield break;
        }
    }
}
