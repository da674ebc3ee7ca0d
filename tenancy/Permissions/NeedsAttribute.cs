using Microsoft.AspNetCore.Authorization;

namespace Tenancy.Permissions;

/// <summary>Says which permission an endpoint, page, hub or hub method needs; without one it is denied to everybody.</summary>
/// <remarks>Carried as a policy name, the one form that endpoints, Razor Pages and hub methods all understand.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsAttribute : AuthorizeAttribute
{
    /// <summary>What stands before the permission's name in the policy's name.</summary>
    internal const string Prefix = "needs:";

    /// <summary>Requires the permission, somewhere in the caller's jurisdiction.</summary>
    public NeedsAttribute(Permission permission)
        : base(Prefix + permission) => Permission = permission;

    /// <summary>What is needed.</summary>
    public Permission Permission { get; }
}
