using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Web.Hosting;

/// <summary>The proxies whose word is taken for who asks and by which scheme: those that <see cref="Setting"/> names, nobody otherwise.</summary>
/// <remarks>
/// Behind an ingress every request comes from the ingress; without its word, the limits on guessing would be one for a whole
/// province. Whoever else sends <c>X-Forwarded-For</c> is not heard: an address of one's own choice would undo those limits.
/// </remarks>
internal static class TrustedProxies
{
    /// <summary>Name of the setting: addresses and networks (<c>10.42.0.0/16</c>) separated by commas.</summary>
    public const string Setting = "Platform:TrustedProxies";

    /// <summary>Hears the proxies that are named; stands first, so that all after it see who asks.</summary>
    public static WebApplication UseTrustedProxies(this WebApplication app)
    {
        if (Read(app.Configuration[Setting]) is { } options)
            app.UseForwardedHeaders(options);
        return app;
    }

    /// <summary>What to hear; null for nobody.</summary>
    /// <exception cref="FormatException">A name in the list is neither an address nor a network.</exception>
    public static ForwardedHeadersOptions? Read(string? setting)
    {
        var names = (setting ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
            return null;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var name in names)
        {
            if (name.Contains('/', StringComparison.Ordinal))
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(name));
            else
                options.KnownProxies.Add(IPAddress.Parse(name));
        }

        return options;
    }
}
