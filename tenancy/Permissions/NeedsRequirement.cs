using Microsoft.AspNetCore.Authorization;

namespace Tenancy.Permissions;

/// <summary>That the caller holds a permission.</summary>
internal sealed record NeedsRequirement(Permission Permission) : IAuthorizationRequirement;
