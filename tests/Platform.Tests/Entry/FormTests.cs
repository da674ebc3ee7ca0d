using System.Net;
using Grains.Cases;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Cases;
using Web.Entry;
using Xunit;

namespace Platform.Tests.Entry;

public sealed class FormTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Case_GoesFromReceiptToItsEndByFormsAlone()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First();
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);

        var opened = await clerk.RecordAsync($"/cases/new?item={item.Code}", ("data.applicantName", "申请人甲"), ("data.channel", "window"));
        var next = $"/cases/{Clerk.CaseIn(opened)}/next";
        await clerk.RecordAsync(next + "?kind=supplement-requested", ("data.materials.own", "身份证\n申请表"));
        await clerk.RecordAsync(next + "?kind=supplement-received");
        await clerk.RecordAsync(next + "?kind=accepted", ("data.documentNumber", "受2026-1"));
        foreach (var step in item.Content.Flow!.Steps.TakeWhile(step => step.Code != "deliver"))
        {
            await clerk.RecordAsync(next + $"?kind=step-started&step={step.Code}");
            await clerk.RecordAsync(next + $"?kind=step-completed&step={step.Code}", ("data.result", "passed"));
        }

        await clerk.RecordAsync(next + "?kind=approved", ("data.documentNumber", "准2026-1"));
        await clerk.RecordAsync(next + "?kind=published");
        await clerk.RecordAsync(next + "?kind=delivered", ("data.recipient", "申请人甲"));
        var ended = await clerk.RecordAsync(next + "?kind=closed");

        var file = await FileAsync(Clerk.CaseIn(opened));
        Assert.Equal(CaseStatus.Closed, file.State.Status);
        Assert.All(file.Timeline, moment => Assert.Equal(CaseSource.Form, moment.Fact.Source));
        Assert.All(file.Timeline, moment => Assert.NotNull(moment.Handler));
        Assert.Equal(["身份证", "申请表"], file.Timeline.First(m => m.Fact.Kind == CaseEventKind.SupplementRequested).Fact.Details.Materials.ToArray());
        Assert.Contains(file.Timeline[0].Personal, field => field is { Key: "applicantName", Value: "申请人甲" });
        var page = await clerk.SeeAsync(ended);
        Assert.Contains("已记录", page, StringComparison.Ordinal);
        Assert.Contains("申请人甲", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryKindThatCanBeTold_CanBeEntered()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First();
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        var id = Clerk.CaseIn(await clerk.RecordAsync($"/cases/new?item={item.Code}"));
        var next = $"/cases/{id}/next";
        var offered = await clerk.SeeAsync(next);

        foreach (var kind in EventKindNames.Told)
        {
            Assert.Contains($"{next}?kind={kind}", offered, StringComparison.Ordinal);
            await clerk.RecordAsync(next + $"?kind={kind}&step=receive");
        }

        var file = await FileAsync(id);
        Assert.Equal(
            EventKindNames.Told.Order(StringComparer.Ordinal),
            file.Timeline.Select(moment => EventKindNames.NameOf(moment.Fact.Kind)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Extension_IsApprovedByTheHeadOfTheDepartmentAlone()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First();
        var other = catalogue.Departments.First(department => department.Code != item.Content.Department).Code;
        var people = new People(site.Platform);
        var head = await people.NewAsync(Clerk.Place, item.Content.Department, Role.DepartmentHead);
        var stranger = await people.NewAsync(Clerk.Place, other, Role.DepartmentHead);
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        var id = Clerk.CaseIn(await clerk.RecordAsync($"/cases/new?item={item.Code}"));
        await clerk.RecordAsync($"/cases/{id}/next?kind=accepted");
        var address = $"/cases/{id}/next?kind=extended";
        var page = await clerk.SeeAsync(address);
        Assert.Contains($"<option value=\"{head.Login}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(stranger.Login, page, StringComparison.Ordinal);

        var form = await clerk.OpenAsync(address);
        form["data.days"] = "5";
        form["data.reason"] = "案情复杂";
        foreach (var wrong in new[] { stranger.Login, item.Content.Flow!.DecidingPost })
        {
            var (location, told) = await clerk.PostAsync(address, new(form) { ["data.approver"] = wrong });
            Assert.Null(location);
            Assert.Contains("批准人必须是本部门负责人", told, StringComparison.Ordinal);
        }

        Assert.Empty((await FileAsync(id)).State.Extensions);
        await clerk.RecordAsync(address, ("data.days", "5"), ("data.reason", "案情复杂"), ("data.approver", head.Login));
        var file = await FileAsync(id);
        Assert.True(Assert.Single(file.State.Extensions).Approved);
        Assert.Contains(file.Timeline[^1].Personal, field => field.Key == "approver" && field.Value == head.Name);
        Assert.DoesNotContain(file.Signals, signal => signal.Rule?.Kind == Grains.Rules.RuleKind.DecidedWithoutPower);
    }

    [Fact]
    public async Task SameFormTwice_IsStoredOnce_AlsoWhenBothArriveTogether()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First();
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        var form = await clerk.OpenAsync($"/cases/new?item={item.Code}");

        var first = await clerk.PostAsync($"/cases/new?item={item.Code}", form);
        var again = await clerk.PostAsync($"/cases/new?item={item.Code}", form);
        Assert.NotNull(first.Location);
        Assert.Equal(first.Location, again.Location);

        var next = $"/cases/{Clerk.CaseIn(first.Location)}/next?kind=accepted";
        var accept = await clerk.OpenAsync(next);
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => clerk.PostAsync(next, accept)));
        Assert.Single(both.Select(answer => answer.Location).Distinct());
        Assert.Equal(2, (await FileAsync(Clerk.CaseIn(first.Location))).Timeline.Length);
        Assert.Equal(2L, await site.Platform.Server.ScalarAsync<long>(site.Platform.Directory,
            $"select count(*) from audit_entry where action = 'event-entered' and subject = '{form["caseNo"]}'"));
    }

    [Theory]
    [InlineData("data.applicantName", "申请人丙")]
    [InlineData("occurredAt", "2026-01-05T10:00:00")]
    public async Task FormOfANewCaseThatIsEditedAndRecordedAgain_IsToldSo_AndChangesNothing(string field, string edited)
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First();
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        var address = $"/cases/new?item={item.Code}";
        var form = await clerk.OpenAsync(address);
        form["caseNo"] = $"EDITED-{Guid.NewGuid():N}";
        form["data.applicantName"] = "申请人乙";
        var first = await clerk.PostAsync(address, form);
        Assert.NotNull(first.Location);

        foreach (var act in new[] { "record", "foretell" })
        {
            var (location, page) = await clerk.PostAsync(address, new(form) { [field] = edited, ["act"] = act });
            Assert.Null(location);
            Assert.Contains("这张表单已经记录过", page, StringComparison.Ordinal);
            Assert.Contains(edited, page, StringComparison.Ordinal);
            Assert.Contains($"value=\"{form["caseNo"]}\"", page, StringComparison.Ordinal);
        }

        Assert.Equal(first.Location, (await clerk.PostAsync(address, form)).Location);
        var moment = Assert.Single((await FileAsync(Clerk.CaseIn(first.Location))).Timeline);
        Assert.Contains(moment.Personal, one => one is { Key: "applicantName", Value: "申请人乙" });
    }

    [Fact]
    public async Task NumberOfAnotherCase_IsRefusedBesideItsField()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First();
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        await clerk.RecordAsync($"/cases/new?item={item.Code}", ("caseNo", "TAKEN-1"));

        var form = await clerk.OpenAsync($"/cases/new?item={item.Code}");
        form["caseNo"] = "TAKEN-1";
        form["data.applicantName"] = "申请人乙";
        var (location, page) = await clerk.PostAsync($"/cases/new?item={item.Code}", form);
        Assert.Null(location);
        Assert.Contains("本部门已有此编号", page, StringComparison.Ordinal);
        Assert.Contains("申请人乙", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheInterfaceRefuses_StandsBesideItsFieldAndIsNeitherKeptNorLost()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First();
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        var id = Clerk.CaseIn(await clerk.RecordAsync($"/cases/new?item={item.Code}"));
        var address = $"/cases/{id}/next?kind=fee-charged";
        var form = await clerk.OpenAsync(address);

        foreach (var (field, value, told) in new[] { ("data.amount", "十元", "最多两位小数"), ("data.amount", "1.999", "最多两位小数"), ("occurredAt", "昨天", "请填日期和时间"), ("occurredAt", "2099-01-01T00:00:00", "不能晚于现在") })
        {
            var typed = new Dictionary<string, string>(form) { [field] = value, ["data.basis"] = "依据某某" };
            var (location, page) = await clerk.PostAsync(address, typed);
            if (value.StartsWith("2099", StringComparison.Ordinal))
                (location, page) = await clerk.PostAsync(address, typed, Clerk.SeenIn(page));
            Assert.Null(location);
            Assert.Contains(told, page, StringComparison.Ordinal);
            Assert.Contains(value, page, StringComparison.Ordinal);
            Assert.Contains("依据某某", page, StringComparison.Ordinal);
        }

        Assert.Single((await FileAsync(id)).Timeline);
        Assert.Equal(0L, await clerk.ScalarAsync<long>("select count(*) from quarantine"));
    }

    [Fact]
    public async Task Consequence_IsToldBeforeItIsRecorded_AndThenComesTrue()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First(i => i.Content.Flow!.Steps.Length > 3);
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        var id = Clerk.CaseIn(await clerk.RecordAsync($"/cases/new?item={item.Code}"));
        await clerk.RecordAsync($"/cases/{id}/next?kind=accepted");
        var address = $"/cases/{id}/next?kind=rejected";
        var form = await clerk.OpenAsync(address);

        var (location, page) = await clerk.PostAsync(address, form);
        Assert.Null(location);
        var told = Clerk.SeenIn(page);
        Assert.Contains(told, key => key.StartsWith("refusal-without-reason", StringComparison.Ordinal));
        Assert.Contains("仍然记录", page, StringComparison.Ordinal);
        Assert.Equal(2, (await FileAsync(id)).Timeline.Length);

        Assert.NotNull((await clerk.PostAsync(address, form, told)).Location);
        var raised = (await FileAsync(id)).Signals.Select(signal => signal.State.Rule).ToHashSet();
        Assert.Subset(raised, told.Select(key => key.Split(':')[0]).ToHashSet());
    }

    [Fact]
    public async Task WhatTheFlowHasComeNext_IsOfferedFirst_AndEverythingElseStaysInReach()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First(i => i.Content.Flow!.Steps.Length > 3);
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        var id = Clerk.CaseIn(await clerk.RecordAsync($"/cases/new?item={item.Code}"));
        await clerk.RecordAsync($"/cases/{id}/next?kind=accepted");
        await clerk.RecordAsync($"/cases/{id}/next?kind=step-started&step=receive");

        var page = await clerk.SeeAsync($"/cases/{id}/next");
        var others = page.IndexOf("offers-others", StringComparison.Ordinal);
        var steps = item.Content.Flow!.Steps;
        Assert.True(page.IndexOf($"kind=step-completed&step=receive", StringComparison.Ordinal) < others);
        Assert.True(page.IndexOf($"kind=step-started&step={steps[1].Code}", StringComparison.Ordinal) < others);
        Assert.True(page.IndexOf($"kind=step-started&step={steps[^1].Code}", StringComparison.Ordinal) > others);
    }

    [Fact]
    public async Task ClerkOfAnotherDepartment_OrOneWithASystem_FindsNoForm()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false).First();
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        var id = Clerk.CaseIn(await clerk.RecordAsync($"/cases/new?item={item.Code}"));
        var connected = Clerk.ItemsOf(catalogue, withSystem: true).First();
        var other = Clerk.ItemsOf(catalogue, withSystem: true).First(i => i.Content.Department != connected.Content.Department);
        using var neighbour = await Clerk.SignInAsync(site, catalogue, connected.Content.Department);
        using var stranger = await Clerk.SignInAsync(site, catalogue, other.Content.Department);
        using var inspector = await site.NewClientAsync(Clerk.Place, null, Role.Inspector);
        var entered = Clerk.CaseIn(await neighbour.RecordAsync($"/cases/second-entry?number=SCOPE-1&item={connected.Code}"));

        foreach (var address in new[] { $"/cases/{id}/next", $"/cases/{id}/next?kind=accepted", $"/cases/new?item={item.Code}" })
            await AllowsAsync(address, clerk, neighbour, stranger);
        foreach (var address in new[] { $"/cases/second-entry?case={entered}", $"/cases/second-entry?number=X&item={connected.Code}" })
            await AllowsAsync(address, neighbour, clerk, stranger);
        foreach (var address in new[] { "/cases/new", "/cases/second-entry", $"/cases/{id}/next" })
        {
            using var refused = await inspector.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        var form = await clerk.OpenAsync($"/cases/{id}/next?kind=accepted");
        form["__RequestVerificationToken"] = (await stranger.OpenAsync($"/cases/second-entry?number=X&item={other.Code}"))["__RequestVerificationToken"];
        Assert.Null((await stranger.PostAsync($"/cases/{id}/next?kind=accepted", form)).Location);
        Assert.Single((await FileAsync(id)).Timeline);
    }

    [Fact]
    public async Task SecondEntry_IsMarkedAndContinuesTheCaseOfItsNumber()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: true).First();
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);

        var opened = await clerk.RecordAsync($"/cases/second-entry?number=SYS-1&item={item.Code}", ("handler", "经办人09"));
        var id = Clerk.CaseIn(opened);
        var offers = await clerk.SeeAsync($"/cases/second-entry?number=SYS-1&item={item.Code}");
        Assert.Contains($"/cases/second-entry?case={id}&kind=accepted", offers, StringComparison.Ordinal);
        await clerk.RecordAsync($"/cases/second-entry?case={id}&kind=accepted", ("handler", "经办人09"));
        // Whoever approved in the other system need not have an account here.
        await clerk.RecordAsync(
            $"/cases/second-entry?case={id}&kind=extended", ("handler", "经办人09"), ("data.days", "5"), ("data.reason", "案情复杂"), ("data.approver", "负责人03"));

        var file = await FileAsync(id);
        Assert.All(file.Timeline, moment => Assert.Equal((CaseSource.SecondEntry, "经办人09"), (moment.Fact.Source, moment.Handler)));
        Assert.Equal(3, file.Timeline.Length);
        Assert.True(Assert.Single(file.State.Extensions).Approved);
        Assert.Contains($"/cases/second-entry?case={id}", await clerk.SeeAsync($"/cases/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await clerk.StatusAsync($"/cases/{id}/next"));
        Assert.DoesNotContain("/cases/new", await clerk.SeeAsync("/cases"), StringComparison.Ordinal);
        Assert.Equal(1L, await site.Platform.Server.ScalarAsync<long>(site.Platform.Directory,
            "select count(*) from audit_entry where action = 'event-entered-second' and details like '%\"accepted\"%'"));
    }

    [Fact]
    public async Task ExOfficioCase_BeginsWithItsFiling()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        var item = Clerk.ItemsOf(catalogue, withSystem: false, exOfficio: true).First();
        using var clerk = await Clerk.SignInAsync(site, catalogue, item.Content.Department);
        var id = Clerk.CaseIn(await clerk.RecordAsync($"/cases/new?item={item.Code}", ("data.reason", "巡查发现")));
        Assert.Equal(CaseEventKind.CaseFiled, (await FileAsync(id)).Timeline.Single().Fact.Kind);
    }

    [Fact]
    public void EveryKind_HasAForm()
    {
        Assert.Equal(EventKindNames.Told.Count, EntryFields.Kinds.Length);
        Assert.All(EntryFields.Kinds, kind => Assert.NotEmpty(EntryFields.Of(kind)));
    }

    private static async Task AllowsAsync(string address, Clerk one, params Clerk[] others)
    {
        Assert.Equal(HttpStatusCode.OK, await one.StatusAsync(address));
        foreach (var other in others)
            Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync(address));
    }

    private async Task<CaseFile> FileAsync(long id) =>
        (await site.Services.GetRequiredService<CaseFileReader>().FindAsync(site.Platform[Clerk.Place].Id, id, null, persons: null, None))!;
}
