using System.Globalization;
using Tenancy;

namespace Web.Live;

/// <summary>Where a page of escalations ended: the next one goes on behind it, within one instant too.</summary>
/// <param name="RaisedAt">When the last one was raised, UTC.</param>
/// <param name="Origin">Where; null when only the instant is known: then everything raised at it is passed over.</param>
/// <param name="Signal">Its number there; 0 when only the instant is known.</param>
public readonly record struct EscalationCursor(DateTimeOffset RaisedAt, TenantId? Origin = null, long Signal = 0)
{
    /// <summary>Before everything.</summary>
    public static readonly EscalationCursor Newest = new(DateTimeOffset.MaxValue);

    /// <summary>The cursor behind an escalation, in the form that addresses carry: <c>2026-11-22T09:00:00.123456Z,330802,17</c>.</summary>
    public static string Behind(Escalation last) =>
        string.Create(CultureInfo.InvariantCulture, $"{last.RaisedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'},{last.Jurisdiction},{last.Signal}");

    /// <summary>Reads an instant (ISO 8601), alone or with a jurisdiction's key and a signal's number behind it.</summary>
    public static bool TryParse(string text, JurisdictionTree tree, out EscalationCursor cursor)
    {
        cursor = Newest;
        var parts = text.Split(',');
        if (!DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var raisedAt))
            return false;
        if (parts.Length == 1)
        {
            cursor = new(raisedAt);
            return true;
        }

        if (parts.Length != 3 || !tree.TryFind(parts[1], out var origin) || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var signal))
            return false;
        cursor = new(raisedAt, origin.Id, signal);
        return true;
    }
}
