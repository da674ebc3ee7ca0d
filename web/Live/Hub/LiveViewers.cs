using System.Collections.Concurrent;
using Tenancy;

namespace Web.Live.Hub;

/// <summary>Everybody who is connected to this node's hub, by what they watch.</summary>
public sealed class LiveViewers(LiveFigures figures, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Viewer> _viewers = new(StringComparer.Ordinal);
    private readonly Dictionary<(TenantId Viewer, TenantId Of), Topic> _topics = [];

    /// <summary>Somebody has connected.</summary>
    public void Connect(Viewer viewer) => _viewers[viewer.Connection] = viewer;

    /// <summary>Somebody has gone.</summary>
    public void Disconnect(string connection)
    {
        Unwatch(connection);
        _viewers.TryRemove(connection, out _);
    }

    /// <summary>Lets a connection watch a jurisdiction; the picture is on its way to it when this returns.</summary>
    public async Task<Picture> WatchAsync(string connection, Jurisdiction of, CancellationToken cancellation)
    {
        var viewer = _viewers[connection];
        Unwatch(connection);
        var picture = await figures.PictureAsync(viewer.Caller.Tenant, of, cancellation);
        lock (_gate)
        {
            // It may have gone meanwhile, and then nobody would take it out again.
            if (!_viewers.ContainsKey(connection))
                return picture;
            Leave(viewer);
            if (!_topics.TryGetValue((viewer.Caller.Tenant, of.Id), out var topic))
                _topics[(viewer.Caller.Tenant, of.Id)] = topic = new Topic(viewer.Caller.Tenant, of, time);
            viewer.Topic = topic;
            topic.Join(viewer, picture);
        }

        return picture;
    }

    /// <summary>Lets a connection watch nothing.</summary>
    public void Unwatch(string connection)
    {
        if (!_viewers.TryGetValue(connection, out var viewer))
            return;
        lock (_gate)
            Leave(viewer);
    }

    /// <summary>Shows nothing any more to viewers whose roles, or whose place in the tree, have changed so that they may not see it.</summary>
    internal void EndWhatIsNotPermitted(JurisdictionTree tree)
    {
        foreach (var viewer in _viewers.Values)
        {
            if (viewer.Topic is not { } topic || LiveScope.TryFind(topic.Of.Key, viewer.Caller, tree, out _))
                continue;
            lock (_gate)
                Leave(viewer);
            viewer.End("not-permitted", time);
        }
    }

    /// <summary>What is watched, by whose tables it is read from.</summary>
    internal ILookup<TenantId, Topic> Topics()
    {
        lock (_gate)
            return _topics.Values.ToLookup(t => t.Viewer);
    }

    private void Leave(Viewer viewer)
    {
        if (viewer.Topic is not { } topic)
            return;
        topic.Leave(viewer);
        viewer.Topic = null;
        if (topic.IsEmpty)
            _topics.Remove((topic.Viewer, topic.Of.Id));
    }
}
