using Tenancy.Hosting;

namespace Web.Hosting;

/// <summary>What every web node has, whatever it serves.</summary>
internal static class HostingModule
{
    /// <summary>Registers it on <paramref name="server"/>.</summary>
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder, DatabaseServer server, Launch launch)
    {
        builder.AddNode(server, "platform-web");
        builder.Services.AddSingleton(launch);
        builder.Services.AddSingleton<NodeAddress>();
        builder.AddKestrelLimits();
        builder.WebHost.UseUrls(launch.UrlsOf(builder.Configuration));
        return builder;
    }
}
