using Web.Hosting;
using Xunit;

namespace Platform.Tests.Hosting;

public sealed class LaunchTests
{
    [Fact]
    public void NoArguments_LeaveEverythingToConfiguration()
    {
        var (launch, fault) = Launch.Read([]);
        Assert.Null(fault);
        Assert.Equal((null, false), (launch!.Port, launch.Empty));
        Assert.Empty(launch.HostArguments);
    }

    [Fact]
    public void Options_AreRead()
    {
        var (launch, _) = Launch.Read(["--port", "9090", "--data=/srv/p", "--empty"]);
        Assert.Equal((9090, true), (launch!.Port, launch.Empty));
        Assert.Equal(["--Platform:Data=/srv/p"], launch.HostArguments);
    }

    [Fact]
    public void Configuration_GoesToTheHost()
    {
        var (launch, _) = Launch.Read(["--environment=Development", "--port", "1"]);
        Assert.Equal(["--environment=Development"], launch!.HostArguments);
    }

    [Theory]
    [InlineData("There is no option --prot.", "--prot", "80")]
    [InlineData("There is no command inport.", "inport")]
    [InlineData("--port needs a value: PORT.", "--port")]
    [InlineData("70000 is not a port.", "--port", "70000")]
    public void WhatIsNotUnderstood_IsNamed(string expected, params string[] arguments) =>
        Assert.Equal((null, expected), Launch.Read(arguments));
}
