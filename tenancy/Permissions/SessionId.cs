namespace Tenancy.Permissions;

/// <summary>The id of a session row: what a cookie, a token and a hub connection carry.</summary>
/// <remarks>No secret by itself: cookies and tokens that carry it are protected by the framework.</remarks>
public readonly record struct SessionId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
