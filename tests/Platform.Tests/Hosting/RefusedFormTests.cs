using System.Net;
using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Hosting;

/// <summary>A form without its token is refused with a page that says so, whichever form it is.</summary>
public sealed class RefusedFormTests(TestSite site) : IClassFixture<TestSite>
{
    [Theory]
    [InlineData("/preferences", "language")]
    [InlineData("/sign-out", "back")]
    [InlineData("/sign-in", "UserName")]
    public async Task FormWithoutItsToken_IsTheSendersFault_AndThePageSaysSo(string address, string field)
    {
        using var person = await site.NewClientAsync("330802", null, Tenancy.Permissions.Role.Inspector);
        using var answer = await person.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent([new(field, "en")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<html", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
