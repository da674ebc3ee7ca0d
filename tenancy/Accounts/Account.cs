namespace Tenancy.Accounts;

/// <summary>A person's account in a jurisdiction, as ASP.NET Core Identity's user.</summary>
public sealed class Account
{
    /// <summary>The jurisdiction it belongs to.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Surrogate key, unique everywhere.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name to sign in with, unique within the jurisdiction whatever its case.</summary>
    public required string Name { get; set; }

    /// <summary>The name as it is compared.</summary>
    public string NormalizedName { get; set; } = "";

    /// <summary>What to call the person on screens.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The password's hash in Identity's format; null when the account has no password.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes whenever what protects the account changes.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>Grows with every stored change; a change based on an older one is refused.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Wrong passwords since the last right one.</summary>
    public int FailedCount { get; set; }

    /// <summary>Until when signing in is locked; null when it is not.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>Since when an administrator has suspended it; null when he has not.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }
}
