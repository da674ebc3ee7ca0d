namespace Web.Hosting;

/// <summary>What one connection may ask of a node.</summary>
internal static class KestrelLimits
{
    /// <summary>Largest request body in bytes: 5,000 events of the data interface at 6 KiB each; uploads of files set their own.</summary>
    public const long RequestBody = 32 * 1024 * 1024;

    /// <summary>Sets the limits.</summary>
    public static void AddKestrelLimits(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody;
            kestrel.Limits.MaxConcurrentConnections = 10_000;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 10_000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });
}
