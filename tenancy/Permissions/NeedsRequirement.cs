using Microsoft.AspNetCore.Authorization;

namespace Tenancy.Permissions;

/// <summary>That the caller holds a permission: anywhere, or for the whole of its own jurisdiction.</summary>
internal sealed record NeedsRequirement(Permission Permission, bool Whole) : IAuthorizationRequirement;
