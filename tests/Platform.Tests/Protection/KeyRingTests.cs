using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Isolation;
using Tenancy.Protection;
using Xunit;

namespace Platform.Tests.Protection;

public sealed class KeyRingTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public void WhatOneNodeProtects_AnotherOpens()
    {
        using var other = Node(platform.Server.Key);
        var text = Protector(platform.Services).Protect("session");
        Assert.Equal("session", Protector(other).Unprotect(text));
    }

    [Fact]
    public async Task KeysInTheDatabase_AreEncrypted()
    {
        Protector(platform.Services).Protect("session");
        var stored = await platform.Server.ListAsync<string>(platform.Directory, "select xml from data_protection_key");
        Assert.NotEmpty(stored);
        Assert.All(stored, xml => Assert.DoesNotContain("masterKey", xml, StringComparison.OrdinalIgnoreCase));
        Assert.All(stored, xml => Assert.Contains(nameof(PlatformKeyDecryptor), xml, StringComparison.Ordinal));
    }

    [Fact]
    public void AnotherInstallationsKey_OpensNothing()
    {
        var text = Protector(platform.Services).Protect("session");
        using var stranger = Node(new PlatformKey(new byte[PlatformKey.Length]));
        Assert.ThrowsAny<Exception>(() => Protector(stranger).Unprotect(text));
    }

    private ServiceProvider Node(PlatformKey key)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(key);
        services.AddSingleton(platform.Sessions);
        services.AddProtection();
        return services.BuildServiceProvider();
    }

    private static IDataProtector Protector(IServiceProvider services) => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
