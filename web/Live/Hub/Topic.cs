using Tenancy;

namespace Web.Live.Hub;

/// <summary>One jurisdiction as seen from one tenant, whole or for some departments, and everybody on this node who watches it so.</summary>
internal sealed class Topic(TenantId viewer, Jurisdiction of, IReadOnlyList<string>? departments, TimeProvider time)
{
    // Figures that do not change are confirmed now and then, so that a client knows how old they are.
    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly HashSet<Viewer> _viewers = [];

    /// <summary>Whose tables it is read from.</summary>
    public TenantId Viewer => viewer;

    /// <summary>What is watched.</summary>
    public Jurisdiction Of => of;

    /// <summary>Codes of the departments whose escalations are shown; null for all.</summary>
    public IReadOnlyList<string>? Departments => departments;

    /// <summary>What tells it from other topics.</summary>
    public (TenantId Viewer, TenantId Of, string? Departments) Key => KeyOf(viewer, of.Id, departments);

    /// <summary>The key of what is watched so.</summary>
    public static (TenantId Viewer, TenantId Of, string? Departments) KeyOf(TenantId viewer, TenantId of, IReadOnlyList<string>? departments) =>
        (viewer, of, departments is null ? null : string.Join('\n', departments.Order(StringComparer.Ordinal)));

    /// <summary>Whether nobody watches.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _viewers.Count == 0;
        }
    }

    /// <summary>Shows a new viewer the picture; what comes after it are changes to it.</summary>
    public void Join(Viewer joining, Picture picture)
    {
        lock (_gate)
        {
            joining.Show(picture, time);
            _viewers.Add(joining);
        }
    }

    /// <summary>Stops showing anything to a viewer.</summary>
    public void Leave(Viewer leaving)
    {
        lock (_gate)
            _viewers.Remove(leaving);
    }

    /// <summary>Shows everybody what has changed since they last saw something.</summary>
    /// <returns>Whether somebody could not take it yet and must be shown it soon.</returns>
    public bool Publish(Picture picture)
    {
        lock (_gate)
        {
            var changes = new Dictionary<Picture, Changes>(ReferenceEqualityComparer.Instance);
            var owing = false;
            foreach (var looking in _viewers)
            {
                var seen = looking.Seen!;
                if (!changes.TryGetValue(seen, out var change))
                    changes[seen] = change = Changes.Between(seen, picture);
                if (change.IsNothing(seen) && picture.Totals.AsOf - seen.Totals.AsOf < Confirmation)
                    continue;
                if (looking.IsReady(time))
                    looking.Show(change, picture, time);
                else
                    owing = true;
            }

            return owing;
        }
    }
}
