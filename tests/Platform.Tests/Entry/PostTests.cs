using System.Net;
using Grains.Cases;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Cases;
using Web.Demo.Items;
using Web.Entry;
using Xunit;

namespace Platform.Tests.Entry;

/// <summary>A clerk acts in the posts that the account holds; where none was given, the record says that the clerk stated it.</summary>
public sealed class PostTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task ClerkWithoutPosts_IsRecordedAsHavingStatedThePost()
    {
        var (item, caller) = await ClerkAsync();
        var subject = await SubjectAsync(caller, item);
        Assert.Equal(subject.Posts.ToArray(), subject.OfferedPosts.ToArray());
        var fact = await RecordedAsync(caller, subject, subject.Posts[^1]);
        Assert.Equal(subject.Posts[^1], fact.Post);
        Assert.Equal(new("postBasis", "stated"), Assert.Single(fact.Details.Extra));
        Assert.Equal("post-missing", Code(await TakeAsync(caller, subject, null)));
    }

    [Fact]
    public async Task ClerkWithAPost_IsOfferedThatAlone_AndRefusedEveryOther()
    {
        var (item, caller) = await ClerkAsync();
        var (first, last) = (item.Content.Flow!.Steps[0].Posts[0], item.Content.Flow.DecidingPost);
        Assert.NotEqual(first, last);
        Assert.Null(await GiveAsync(caller, item, first));

        var subject = await SubjectAsync(caller, item);
        Assert.Equal([first], subject.OfferedPosts.ToArray());
        Assert.Equal(first, EntryOffers.PostOf(subject, CaseEventKind.Approved, null));
        Assert.Equal("post-not-held", Code(await TakeAsync(caller, subject, last)));
        var fact = await RecordedAsync(caller, subject, first);
        Assert.Equal((first, new("postBasis", "held")), (fact.Post, Assert.Single(fact.Details.Extra)));

        Assert.Null(await GiveAsync(caller, item));
        Assert.Empty((await SubjectAsync(caller, item)).HeldPosts);
    }

    [Fact]
    public async Task Posts_AreGivenByAnAdministratorOnTheAccountsPage_AndStandInTheAuditLog()
    {
        var (item, caller) = await ClerkAsync();
        using var admin = await site.NewAdministratorAsync(Clerk.Place, Role.PostUser);
        var address = $"/accounts/{caller.Subject}?jurisdiction={Clerk.Place}";
        var post = item.Content.Flow!.DecidingPost;
        Assert.Contains($"name=\"posts\" value=\"{post}\"", WebUtility.HtmlDecode(await admin.GetStringAsync(address)), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(admin, address, item.Content.Department, post)).StatusCode);
        Assert.Equal([(item.Content.Department, post)], await Posts.ReadAsync(caller.Tenant, Guid.Parse(caller.Subject)));
        Assert.Contains("checked", WebUtility.HtmlDecode(await admin.GetStringAsync(address)), StringComparison.Ordinal);
        Assert.Equal(1, await site.Platform.Server.ScalarAsync<long>(
            site.Platform.Directory, $"select count(*) from audit_entry where tenant = {caller.Tenant.Value} and action = 'account-posts-set' and subject = '{caller.Login}'"));

        Assert.Contains("没有这个岗位", WebUtility.HtmlDecode(await (await PostAsync(admin, address, item.Content.Department, "emperor")).Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal([(item.Content.Department, post)], await Posts.ReadAsync(caller.Tenant, Guid.Parse(caller.Subject)));
    }

    [Fact]
    public async Task Posts_AreGivenByNobodyElse()
    {
        var (item, caller) = await ClerkAsync();
        Assert.Equal("not-permitted", (await Posts.SetAsync(Actor.Of(caller), caller.Tenant, Guid.Parse(caller.Subject), item.Content.Department, ["head"]))?.Code);
        var admin = await new People(site.Platform).NewAsync(Clerk.Place, Role.SystemAdministrator);
        Assert.Equal("own-account", (await Posts.SetAsync(Actor.Of(admin), admin.Tenant, Guid.Parse(admin.Subject), item.Content.Department, ["head"]))?.Code);
    }

    private AccountPosts Posts => site.Services.GetRequiredService<AccountPosts>();

    private static string? Code(EntryOutcome outcome) => Assert.Single(Assert.IsType<EntryOutcome.Refused>(outcome).Faults).Code;

    private async Task<(DemoItem Item, Caller Caller)> ClerkAsync()
    {
        var item = Clerk.ItemsOf(await Clerk.CatalogueAsync(site), withSystem: false).First();
        return (item, await new People(site.Platform).NewAsync(Clerk.Place, item.Content.Department, Role.PostUser));
    }

    private async Task<AccountRefusal?> GiveAsync(Caller caller, DemoItem item, params string[] posts) => await Posts.SetAsync(
        await new People(site.Platform).EnsureAdministratorAsync(), caller.Tenant, Guid.Parse(caller.Subject), item.Content.Department, posts);

    private async Task<EntrySubject> SubjectAsync(Caller caller, DemoItem item) =>
        (await site.Services.GetRequiredService<EntrySubjects>().OfItemAsync(caller, item.Code, null, CaseSource.Form, CancellationToken.None))!;

    private Task<EntryOutcome> TakeAsync(Caller caller, EntrySubject subject, string? post) => site.Services.GetRequiredService<EntryDesk>().TakeAsync(
        caller, subject, CaseEventKind.Submitted,
        EntryInput.Of(("eventId", $"form-{Guid.NewGuid():N}"), ("caseNo", $"P-{Guid.NewGuid():N}"), ("occurredAt", EntryInput.Local(subject.Now, subject.Calendar.Zone)), ("post", post)),
        onlyForetell: false);

    private async Task<CaseFact> RecordedAsync(Caller caller, EntrySubject subject, string post)
    {
        var recorded = Assert.IsType<EntryOutcome.Recorded>(await TakeAsync(caller, subject, post));
        var file = await site.Services.GetRequiredService<CaseFileReader>().FindAsync(caller.Tenant, recorded.Case, null, persons: [], CancellationToken.None);
        return Assert.Single(file!.Timeline).Fact;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient admin, string address, string department, string post)
    {
        var page = await admin.GetStringAsync(new Uri(address, UriKind.Relative));
        using var body = new FormUrlEncodedContent([new("department", department), new("posts", post), new("__RequestVerificationToken", SignedIn.TokenOf(page))]);
        return await admin.PostAsync(new Uri(address + "&handler=Posts", UriKind.Relative), body);
    }
}
