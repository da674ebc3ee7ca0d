using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Web.Hosting;

/// <summary>Looks whether somebody listens already where this node is to listen, before anything of it is started.</summary>
internal static class UsedAddress
{
    /// <summary>What is wrong, in a sentence; null when nobody listens there.</summary>
    public static string? FaultOf(Launch launch, IConfiguration configuration)
    {
        foreach (var url in launch.UrlsOf(configuration).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(url);
            if (!address.IsUnixPipe && !address.IsNamedPipe && address.Port > 0 && PlacesOf(address.Host).Any(place => IsUsed(place, address.Port)))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Port {address.Port} is in use: is the platform running already? Stop it, or choose another port (./run --port PORT).");
            }
        }

        return null;
    }

    // As the server itself reads a host: localhost is both loopbacks, what is no address of a machine is all of them.
    private static IPAddress[] PlacesOf(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : IPAddress.TryParse(host.Trim('[', ']'), out var one) ? [one]
        : [IPAddress.IPv6Any];

    private static bool IsUsed(IPAddress place, int port)
    {
        try
        {
            using var listener = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (place.Equals(IPAddress.IPv6Any))
                listener.DualMode = true;
            listener.Bind(new IPEndPoint(place, port));
            listener.Listen();
            return false;
        }
        catch (SocketException refused)
        {
            // A machine without IPv6 is no fault; the server decides about anything else.
            return refused.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
