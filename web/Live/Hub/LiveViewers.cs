using System.Collections.Concurrent;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Live.Hub;

/// <summary>Everybody who is connected to this node's hub, by what they watch.</summary>
public sealed class LiveViewers(LiveFigures figures, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Viewer> _viewers = new(StringComparer.Ordinal);
    private readonly Dictionary<(TenantId Viewer, TenantId Of, string? Departments), Topic> _topics = [];

    /// <summary>Somebody has connected.</summary>
    public void Connect(Viewer viewer) => _viewers[viewer.Connection] = viewer;

    /// <summary>Somebody has gone.</summary>
    public void Disconnect(string connection)
    {
        Unwatch(connection);
        _viewers.TryRemove(connection, out _);
    }

    /// <summary>Lets a connection watch a jurisdiction; the picture is on its way to it when this returns.</summary>
    public async Task<Picture> WatchAsync(string connection, Jurisdiction of, JurisdictionTree tree, CancellationToken cancellation)
    {
        var viewer = _viewers[connection];
        Unwatch(connection);
        var caller = viewer.Caller;
        var departments = caller.DepartmentsInTotals(of.Id, tree);
        var key = Topic.KeyOf(caller.Tenant, of.Id, departments);
        var picture = await figures.PictureAsync(caller.Tenant, of, departments, cancellation);
        lock (_gate)
        {
            // It may have gone meanwhile, and then nobody would take it out again.
            if (!_viewers.ContainsKey(connection))
                return picture;
            Leave(viewer);
            if (!_topics.TryGetValue(key, out var topic))
                _topics[key] = topic = new Topic(caller.Tenant, of, departments, time);
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
            if (viewer.Topic is not { } topic || Permitted(topic, viewer.Caller, tree))
                continue;
            lock (_gate)
                Leave(viewer);
            viewer.End("not-permitted", time);
        }
    }

    private static bool Permitted(Topic topic, Caller caller, JurisdictionTree tree) =>
        LiveScope.TryFind(topic.Of.Key, caller, tree, out var of)
        && Topic.KeyOf(caller.Tenant, of.Id, caller.DepartmentsInTotals(of.Id, tree)) == topic.Key;

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
            _topics.Remove(topic.Key);
    }
}
