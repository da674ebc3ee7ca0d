using Tenancy.Permissions;

namespace Web.Screens;

/// <summary>What a page says to somebody who may not open it: what it needs, who has that, and where the viewer may go instead.</summary>
/// <param name="Needs">The permission that the page needs; null where that is not known.</param>
public sealed record DeniedState(Permission? Needs = null);
