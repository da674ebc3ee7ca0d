using Microsoft.AspNetCore.Authorization;

namespace Tenancy.Permissions;

/// <summary>Says which permission an endpoint, page, hub or hub method needs; without one it is denied to everybody.</summary>
/// <remarks>Carried as a policy name, the one form that endpoints, Razor Pages and hub methods all understand.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsAttribute : AuthorizeAttribute
{
    /// <summary>What stands before the permission's name in the policy's name.</summary>
    internal const string Prefix = "needs:";

    /// <summary>The same where it is needed for the whole jurisdiction.</summary>
    internal const string WholePrefix = "needs-whole:";

    /// <summary>Requires the permission.</summary>
    /// <param name="permission">What is needed.</param>
    /// <param name="whole">
    /// It is needed for the whole of the caller's own jurisdiction, not only for one below it or for one department: for what
    /// belongs to no department. Else anywhere, and the endpoint itself asks where.
    /// </param>
    public NeedsAttribute(Permission permission, bool whole = false)
        : base((whole ? WholePrefix : Prefix) + permission) => (Permission, Whole) = (permission, whole);

    /// <summary>What is needed.</summary>
    public Permission Permission { get; }

    /// <summary>Whether it is needed for the whole of the caller's own jurisdiction.</summary>
    public bool Whole { get; }
}
