using Web.Screens;
using Xunit;

namespace Browser.Tests.Parts;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/cases?show=open")]
    [InlineData("/?jurisdiction=330802")]
    public void PathOfThisSite_IsKept(string address) => Assert.Equal(address, LocalAddress.Or(address, "/elsewhere"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cases")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    public void AnythingElse_IsReplaced(string? address) => Assert.Equal("/", LocalAddress.Or(address, "/"));
}
