using System.Text;
using Grains.Cases;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Web.Entry;
using Web.Interface;
using Xunit;

namespace Platform.Tests.Entry;

/// <summary>A form is an event of the data interface and nothing else.</summary>
public sealed class SamePathTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task Form_WritesTheVeryEventThatASystemWouldSend()
    {
        var subject = await SubjectAsync();
        var input = EntryInput.Of(
            ("eventId", "e1"), ("caseNo", "N-1"), ("occurredAt", "2026-11-20T09:30:00"), ("post", "window"), ("data.applicantName", "申请人甲"),
            ("data.materials.own", "甲\n 乙 \n\n甲"), ("data.greenChannel", "true"), ("data.caseType", "2"), ("data.promisedClosingTime", "2026-12-01 17:00"));
        var written = EventReader.Read(EntryEvent.Write(subject, CaseEventKind.Submitted, input, "经办人01"), subject.Department.Code, CaseSource.Form);
        var sent = EventReader.Read(Encoding.UTF8.GetBytes($$"""
            [{"eventId":"e1","caseNo":"N-1","itemCode":"{{subject.Item.Code}}","kind":"submitted","occurredAt":"2026-11-20T09:30:00+08:00","post":"window",
              "handler":"经办人01","data":{"applicantName":"申请人甲","materials":["甲","乙"],"greenChannel":true,"caseType":2,"promisedClosingTime":"2026-12-01T17:00:00+08:00"} }]
            """), subject.Department.Code, CaseSource.Form);

        var (form, system) = (Assert.Single(written.Facts), Assert.Single(sent.Facts));
        Assert.Equal(system.OccurredAt, form.OccurredAt);
        Assert.Equal((system.EventId, system.CaseNo, system.ItemCode, system.Kind, system.Post, system.Handler), (form.EventId, form.CaseNo, form.ItemCode, form.Kind, form.Post, form.Handler));
        Assert.Equal(system.Details.Materials.ToArray(), form.Details.Materials.ToArray());
        Assert.Equal(system.Details.Personal.ToArray(), form.Details.Personal.ToArray());
        Assert.Equal((system.Details.CaseType, system.Details.GreenChannel, system.Details.PromisedClosingTime), (form.Details.CaseType, form.Details.GreenChannel, form.Details.PromisedClosingTime));
    }

    [Theory]
    [InlineData("occurredAt", "gestern", "occurredAt", "malformed")]
    [InlineData("occurredAt", null, "occurredAt", "missing")]
    [InlineData("caseNo", null, "caseNo", "missing")]
    [InlineData("caseNo", "012345678901234567890123456789012345678901234567890", "caseNo", "too-long")]
    [InlineData("data.caseType", "77", "data.caseType", "malformed")]
    [InlineData("data.promisedClosingTime", "bald", "data.promisedClosingTime", "malformed")]
    public async Task WhatIsTyped_IsJudgedByTheInterfacesReaderAlone(string field, string? value, string at, string code)
    {
        var subject = await SubjectAsync();
        var input = EntryInput.Of(
            [.. new (string, string?)[] { ("eventId", "e1"), ("caseNo", "N-1"), ("occurredAt", "2026-11-20T09:30:00") }.Where(f => f.Item1 != field), (field, value)]);
        var read = EventReader.Read(EntryEvent.Write(subject, CaseEventKind.Submitted, input, "经办人01"), subject.Department.Code, CaseSource.Form);
        var refused = Assert.Single(read.Refused);
        Assert.Equal((at, code), (refused.Field, refused.Code));
    }

    private async Task<EntrySubject> SubjectAsync()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First();
        var caller = await new Accounts.People(site.Platform).NewAsync(Clerk.Place, item.Content.Department, Tenancy.Permissions.Role.PostUser);
        return (await site.Services.GetRequiredService<EntrySubjects>().OfItemAsync(caller, item.Code, null, CaseSource.Form, CancellationToken.None))!;
    }
}
