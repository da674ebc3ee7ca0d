using System.Net;
using Grains.Cases;
using Grains.Journal;
using Xunit;

namespace Platform.Tests.Quarantine;

/// <summary>What came before and was refused counts as told then, if nothing of the act was changed.</summary>
public sealed class ToldBeforeTests(Bed bed) : IClassFixture<Bed>
{
    [Fact]
    public async Task EventOfWhichOnlyTheItemIsPutRight_CountsFromItsFirstArrival()
    {
        var (fact, firstAt) = await RefusedAndSentAgainAsync("TB-1", bed.Event("TB-1", "TB-1", itemCode: "NO-SUCH-ITEM"), bed.Event("TB-1", "TB-1"));
        Assert.Equal(firstAt, fact.ToldAt);
        Assert.True(fact.ToldAt < fact.RecordedAt);
    }

    [Theory]
    [InlineData("TB-2", "\"data\":{\"applicantName\":\"申请人甲\"}", "\"data\":{\"applicantName\":\"申请人乙\"}")] // what was filled in later
    [InlineData("TB-3", "\"data\":{\"applicantName\":\"申请人甲\"}", "\"channel\":1")]
    [InlineData("TB-4", "\"occurredAt\":\"2026-11-20T09:30:00+08:00\"", "\"occurredAt\":\"2026-11-20T09:31:00+08:00\"")]
    [InlineData("TB-5", "\"kind\":\"submitted\"", "\"kind\":\"no-such-kind\"")]
    [InlineData("TB-6", "\"kind\":\"submitted\"", "\"step\":\"other\",\"kind\":\"submitted\"")]
    [InlineData("TB-7", "\"kind\":\"submitted\"", "\"kind\":\"closed\",\"kind\":\"submitted\"")]
    public async Task EventThatToldOtherwise_IsToldWhenItIsCorrected(string caseNo, string right, string was)
    {
        var correct = bed.Event(caseNo, caseNo);
        Assert.Contains(right, correct, StringComparison.Ordinal);
        var refused = bed.Event(caseNo, caseNo, itemCode: "NO-SUCH-ITEM").Replace(right, was, StringComparison.Ordinal);
        var (fact, firstAt) = await RefusedAndSentAgainAsync(caseNo, refused, correct);
        Assert.Equal(fact.RecordedAt, fact.ToldAt);
        Assert.NotEqual(firstAt, fact.ToldAt);
    }

    private async Task<(RecordedFact Fact, DateTimeOffset FirstAt)> RefusedAndSentAgainAsync(string caseNo, string refused, string correct)
    {
        using var system = await bed.SystemAsync();
        Assert.Equal(1, (await Bed.SendAsync(system, refused)).GetProperty("refused").GetArrayLength());
        var entry = await Bed.EntryAsync(system, caseNo);
        using var answer = await system.PostAsync($"/api/v1/quarantine/{entry.GetProperty("id").GetString()}/resubmit", Bed.Json(correct));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var (platform, county) = (bed.Site.Platform, bed.Site.Platform[Bed.County]);
        var body = Assert.Single(await platform.Server.ListAsync<byte[]>(county.Database, $"""
            select e.body from event e join case_file c on c.tenant = e.tenant and c.id = e.grain and c.month = e.month
            where c.case_no = '{caseNo}' and c.tenant = {county.Id} and e.n = 1
            """));
        return (CanonicalEvent.ReadCaseFact(body), entry.GetProperty("firstAt").GetDateTimeOffset());
    }
}
