using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>The way to the hub, which a test can cut and mend; Chromium's own offline mode leaves open sockets alone.</summary>
internal sealed class Network
{
    private readonly List<IWebSocketRoute> _sockets = [];
    private volatile bool _cut;

    private Network()
    {
    }

    /// <summary>Puts itself between a window and the hub.</summary>
    public static async Task<Network> OfAsync(IBrowserContext window)
    {
        var network = new Network();
        await window.RouteWebSocketAsync("**/hubs/live*", network.Connect);
        await window.RouteAsync("**/hubs/live/**", route => network._cut ? route.AbortAsync() : route.ContinueAsync());
        return network;
    }

    /// <summary>Closes what is open and lets nothing through.</summary>
    public async Task CutAsync()
    {
        _cut = true;
        foreach (var socket in _sockets)
            await socket.CloseAsync();
    }

    /// <summary>Lets everything through again.</summary>
    public void Mend() => _cut = false;

    private void Connect(IWebSocketRoute socket)
    {
        _sockets.Add(socket);
        socket.ConnectToServer();
    }
}
