using Microsoft.AspNetCore.SignalR;
using Tenancy;
using Tenancy.Permissions;
using Web.Auth;

namespace Web.Live.Hub;

/// <summary><c>/hubs/live</c>: a viewer watches one jurisdiction and is told at most four times a second what has changed.</summary>
/// <remarks>
/// To the client: <c>picture</c> first, then <c>changes</c>, in order; <c>ended</c> when what is watched may no longer be
/// seen. A connection whose session is over is closed (<see cref="HubCallers"/>). Described for other clients in docs/live.md.
/// </remarks>
[Needs(Permission.ViewTotals)]
public sealed class LiveHub(LiveViewers viewers, Jurisdictions jurisdictions) : Microsoft.AspNetCore.SignalR.Hub
{
    /// <summary>Path of the hub.</summary>
    public const string Path = "/hubs/live";

    /// <summary>Watches a jurisdiction (empty: the own one) in the place of what was watched before.</summary>
    /// <returns>The full picture, which is also sent as <c>picture</c>, in order with the changes that follow.</returns>
    /// <exception cref="HubException"><c>unknown-jurisdiction</c>: there is none, or its figures are not for the caller to see.</exception>
    [Needs(Permission.ViewTotals)]
    public async Task<Picture> Watch(string? jurisdiction)
    {
        if (!LiveScope.TryFind(jurisdiction, Context.Caller(), jurisdictions.Tree, out var of))
            throw new HubException("unknown-jurisdiction");
        return await viewers.WatchAsync(Context.ConnectionId, of, jurisdictions.Tree, Context.ConnectionAborted);
    }

    /// <summary>Watches nothing any more; the connection stays.</summary>
    [Needs(Permission.ViewTotals)]
    public void Unwatch() => viewers.Unwatch(Context.ConnectionId);

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        // The hub lives for one call, its context as long as the connection.
        var context = Context;
        viewers.Connect(new Viewer(context.ConnectionId, context.Caller, Clients.Caller));
        return base.OnConnectedAsync();
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        viewers.Disconnect(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
