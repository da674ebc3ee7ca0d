namespace Tenancy.Permissions;

/// <summary>One role as somebody holds it.</summary>
/// <param name="Role">The role.</param>
/// <param name="Over">The jurisdiction for which it is held; permissions that reach downward reach its whole subtree.</param>
/// <param name="Department">Code of the department for which it is held; null for all.</param>
/// <param name="Power">Whether it is exercised, or held to be granted onward.</param>
public sealed record Holding(Role Role, TenantId Over, string? Department = null, Power Power = Power.Exercise);
