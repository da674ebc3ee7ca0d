using Grains.Cases;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Tests.Server;
using Web.Cases;
using Xunit;

namespace Platform.Tests.Entry;

/// <summary>Two windows of one office at the same case's form.</summary>
public sealed class TogetherTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("accepted")]
    [InlineData("approved")]
    public async Task TwoFormsAtOnce_SecondIsToldWhatFollowsFromTheFirst(string kind)
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First();
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        using var other = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        var id = Clerk.CaseIn(await clerk.RecordAsync($"/cases/new?item={item.Code}"));
        var next = $"/cases/{id}/next";
        if (kind != "accepted")
            await clerk.RecordAsync(next + "?kind=accepted");
        var address = $"{next}?kind={kind}";
        var (mine, theirs) = (await clerk.OpenAsync(address), await other.OpenAsync(address));
        // Told at the same second it would be the same decision once more, which alters nothing.
        while (theirs["occurredAt"] == mine["occurredAt"])
            theirs = await other.OpenAsync(address);
        var seen = Clerk.SeenIn((await clerk.PostAsync(address, new(mine) { ["act"] = "foretell" })).Page);

        var intents = await IntentsAsync();
        Task<(string? Location, string Page)>[] both;
        await using (var busy = NpgsqlDataSource.Create(site.Platform.Server.AdminOf(site.Platform[Clerk.Place].Database)))
        {
            await using var connection = await busy.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var command = new NpgsqlCommand($"select seq from head where tenant = {site.Platform[Clerk.Place].Id} for update", connection, transaction))
                await command.ExecuteNonQueryAsync();
            both = [clerk.PostAsync(address, mine, seen), other.PostAsync(address, theirs, seen)];
            for (var until = TimeProvider.System.GetUtcNow() + Patience; await IntentsAsync() < intents + 2;)
            {
                Assert.True(TimeProvider.System.GetUtcNow() < until, "The two forms did not both come as far as recording.");
                await Task.Delay(50);
            }
        }

        var answers = await Task.WhenAll(both);
        Assert.Single(answers, answer => answer.Location is not null);
        var asked = Assert.Single(answers, answer => answer.Location is null);
        Assert.Contains("id=\"entry-moved\"", asked.Page, StringComparison.Ordinal);
        if (kind == "approved")
            Assert.NotEmpty(Clerk.SeenIn(asked.Page).Except(seen));
        var file = await site.Services.GetRequiredService<CaseFileReader>().FindAsync(site.Platform[Clerk.Place].Id, id, null, persons: null, default);
        Assert.Single(file!.Timeline, moment => EventKindNames.NameOf(moment.Fact.Kind) == kind);

        var again = answers[0].Location is null ? (Clerk: clerk, Form: mine) : (Clerk: other, Form: theirs);
        Assert.NotNull((await again.Clerk.PostAsync(address, new(again.Form) { ["known"] = Clerk.KnownIn(asked.Page) }, Clerk.SeenIn(asked.Page))).Location);
    }

    [Fact]
    public async Task FormThatLayOpen_IsToldWhatWasRecordedMeanwhile_AlsoWhereNothingFollows()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First();
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        var id = Clerk.CaseIn(await clerk.RecordAsync($"/cases/new?item={item.Code}"));
        await clerk.RecordAsync($"/cases/{id}/next?kind=accepted");
        var address = $"/cases/{id}/next?kind=fee-charged";
        var (first, second) = (await clerk.OpenAsync(address), await clerk.OpenAsync(address));
        var seen = Clerk.SeenIn((await clerk.PostAsync(address, new(first) { ["act"] = "foretell" })).Page);

        Assert.NotNull((await clerk.PostAsync(address, first, seen)).Location);
        // Its own event again is no news to a form, and recorded once.
        Assert.NotNull((await clerk.PostAsync(address, first, seen)).Location);

        // Every consequence that there is has been seen: what keeps it from being recorded is the other form's event.
        seen = Clerk.SeenIn((await clerk.PostAsync(address, new(await clerk.OpenAsync(address)) { ["act"] = "foretell" })).Page);
        var asked = await clerk.PostAsync(address, second, seen);
        Assert.Null(asked.Location);
        Assert.Contains("id=\"entry-moved\"", asked.Page, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(id, CaseEventKind.FeeCharged));

        // A fault in a field tells nothing of it: the form has still not seen what was recorded.
        var faulty = await clerk.PostAsync(address, new(second) { ["occurredAt"] = "soon" }, seen);
        Assert.Equal(second["known"], Clerk.KnownIn(faulty.Page));

        Assert.NotNull((await clerk.PostAsync(address, new(second) { ["known"] = Clerk.KnownIn(asked.Page) }, Clerk.SeenIn(asked.Page))).Location);
        Assert.Equal(2, await CountAsync(id, CaseEventKind.FeeCharged));
    }

    private async Task<int> CountAsync(long id, CaseEventKind kind)
    {
        var file = await site.Services.GetRequiredService<CaseFileReader>().FindAsync(site.Platform[Clerk.Place].Id, id, null, persons: null, default);
        return file!.Timeline.Count(moment => moment.Fact.Kind == kind);
    }

    private Task<long> IntentsAsync() =>
        site.Platform.Server.ScalarAsync<long>(site.Platform.Directory, "select count(*) from audit_entry where action = 'act-intended'");
}
