using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Tenancy.Isolation;

namespace Tenancy.Protection;

/// <summary>Data protection for cookies, tokens and antiforgery, the same on all nodes.</summary>
public static class ProtectionModule
{
    /// <summary>Registers it; the host registers <see cref="PlatformKey"/> and <see cref="Sessions"/>.</summary>
    public static IServiceCollection AddProtection(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("platform");
        services.AddOptions<KeyManagementOptions>().Configure<Sessions, PlatformKey>(static (options, sessions, key) =>
        {
            options.XmlRepository = new DirectoryKeyRing(sessions);
            options.XmlEncryptor = new PlatformKeyEncryptor(key);
        });
        return services;
    }
}
