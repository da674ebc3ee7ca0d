using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Web.Hosting;

/// <summary>Where this node can be reached from its own machine, once it serves.</summary>
internal sealed class NodeAddress(IServer server)
{
    /// <summary>The first address served, with a name that this machine can connect to.</summary>
    public string Url => server.Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .Replace("//+", "//localhost", StringComparison.Ordinal)
        .Replace("//*", "//localhost", StringComparison.Ordinal)
        .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
        .Replace("//[::]", "//localhost", StringComparison.Ordinal);
}
