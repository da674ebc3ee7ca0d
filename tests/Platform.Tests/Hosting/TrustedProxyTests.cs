using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Web.Hosting;
using Xunit;

namespace Platform.Tests.Hosting;

public sealed class TrustedProxyTests
{
    private const string Named = "192.0.2.7, 10.42.0.0/16";

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("10.42.3.4")]
    [InlineData("::ffff:10.42.3.4")]
    public async Task NamedProxy_IsHeard(string from) => Assert.Equal(("198.51.100.9", "https"), await SeenAsync(from, "198.51.100.9"));

    [Theory]
    [InlineData("192.0.2.8")]
    [InlineData("127.0.0.1")]
    [InlineData("10.43.0.1")]
    public async Task AnybodyElse_IsNotHeard(string from) => Assert.Equal((from, "http"), await SeenAsync(from, "198.51.100.9"));

    [Fact]
    public async Task AddressThatAClientPutsBeforeTheProxys_IsNotBelieved() =>
        Assert.Equal("198.51.100.9", (await SeenAsync("192.0.2.7", "203.0.113.1, 198.51.100.9")).Address);

    [Theory]
    [InlineData(null)]
    [InlineData(" , ")]
    public void NobodyNamed_NobodyIsHeard(string? setting) => Assert.Null(TrustedProxies.Read(setting));

    [Fact]
    public void NameThatIsNone_StopsTheStart() => Assert.Throws<FormatException>(() => TrustedProxies.Read("ingress"));

    private static async Task<(string Address, string Scheme)> SeenAsync(string from, string forwarded)
    {
        var http = new DefaultHttpContext();
        (http.Connection.RemoteIpAddress, http.Request.Scheme) = (IPAddress.Parse(from), "http");
        http.Request.Headers["X-Forwarded-For"] = forwarded;
        http.Request.Headers["X-Forwarded-Proto"] = "https";
        await new ForwardedHeadersMiddleware(static _ => Task.CompletedTask, NullLoggerFactory.Instance, Options.Create(TrustedProxies.Read(Named)!)).Invoke(http);
        return (http.Connection.RemoteIpAddress!.ToString(), http.Request.Scheme);
    }
}
