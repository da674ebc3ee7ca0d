namespace Tenancy.Permissions;

/// <summary>What a role may be used for by whoever holds it.</summary>
/// <remarks>
/// The two are held apart, as SQL holds a privilege and its admin option apart: so an administrator can hand on
/// the inspector's role, which the separation of the three offices (三员分立) forbids him to exercise.
/// </remarks>
public enum Power
{
    /// <summary>Its permissions are exercised.</summary>
    Exercise = 1,

    /// <summary>It may be granted to others, within its scope; that alone permits nothing else.</summary>
    GrantOnward = 2,
}
