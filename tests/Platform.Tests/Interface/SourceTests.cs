using System.Net.Http.Json;
using System.Text.Json;
using Grains.Cases;
using Platform.Tests.Quarantine;
using Tenancy.Machines;
using Xunit;

namespace Platform.Tests.Interface;

/// <summary>A client tells by the source for which it was registered.</summary>
public sealed class SourceTests(Bed bed) : IClassFixture<Bed>
{
    [Theory]
    [InlineData(MachineSources.Interface, CaseSource.Interface)]
    [InlineData(MachineSources.Hall, CaseSource.Hall)]
    [InlineData(MachineSources.BulkFile, CaseSource.BulkFile)]
    [InlineData(MachineSources.Online, CaseSource.Online)]
    public async Task WhatAClientTells_IsRecordedAndRefusedAndPutRightByItsSource(string registered, CaseSource source)
    {
        var (caseNo, refused) = ($"SO-{registered}", $"so-refused-{registered}");
        using var system = await bed.SystemAsync(source: registered);
        await Bed.SendAsync(system, bed.Event(caseNo, "so-1"), bed.Event(caseNo, refused, kind: "no-such-kind"));

        Assert.Equal(source, Assert.Single(await bed.FactsAsync(caseNo)).Source);
        // Whoever puts it right, it came by the source by which it came.
        using var other = await bed.SystemAsync(source: registered == MachineSources.Interface ? MachineSources.Hall : MachineSources.Interface);
        var id = (await Bed.EntryAsync(other, refused)).GetProperty("id").GetString();
        Assert.Equal(registered, (await other.GetFromJsonAsync<JsonElement>($"/api/v1/quarantine/{id}")).GetProperty("source").GetString());
        using var answer = await other.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json(bed.Event(caseNo, refused, kind: "supplement-requested")));
        answer.EnsureSuccessStatusCode();
        Assert.Equal([source, source], (await bed.FactsAsync(caseNo)).Select(fact => fact.Source));
    }

    [Theory]
    [InlineData(MachineSources.Hall, 0)]
    [InlineData(MachineSources.Interface, 1)]
    public async Task RequestThatTheHallTellsAgain_IsNoSecondOne(string second, long found)
    {
        var caseNo = $"SO-TWO-{second}";
        using var own = await bed.SystemAsync();
        using var hall = await bed.SystemAsync(source: second);
        await Bed.SendAsync(own, bed.Event(caseNo, "own-1"), Requested(caseNo, "own-2", "10:00"));
        await Bed.SendAsync(hall, Requested(caseNo, "hall-1", "10:20"));

        var county = bed.Site.Platform[Bed.County];
        Assert.Equal([found], await bed.Site.Platform.Server.ListAsync<long>(county.Database, $"""
            select count(*) from signal s join case_file c on c.tenant = s.tenant and c.id = s.case_id
            where c.tenant = {county.Id} and c.case_no = '{caseNo}' and s.rule = 'second-supplement-request'
            """));
    }

    [Fact]
    public async Task SameEventOfBoth_IsStoredOnce()
    {
        using var own = await bed.SystemAsync();
        using var hall = await bed.SystemAsync(source: MachineSources.Hall);
        await Bed.SendAsync(own, bed.Event("SO-SAME", "same"));
        var answer = await Bed.SendAsync(hall, bed.Event("SO-SAME", "same"));

        Assert.Equal(1, answer.GetProperty("duplicate").GetInt32());
        Assert.Single(await bed.FactsAsync("SO-SAME"));
    }

    private string Requested(string caseNo, string eventId, string at) =>
        bed.Event(caseNo, eventId, kind: "supplement-requested").Replace("T09:30", $"T{at}", StringComparison.Ordinal);
}
