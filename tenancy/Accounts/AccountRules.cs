using Microsoft.AspNetCore.Identity;

namespace Tenancy.Accounts;

/// <summary>What a password must be and when an account locks (GB/T 22239-2019, 8.1.4.1 身份鉴别: complexity, and ending a session after failed attempts; the figures are platform defaults).</summary>
public static class AccountRules
{
    /// <summary>Shortest password, in characters.</summary>
    public const int PasswordLength = 10;

    /// <summary>Wrong passwords in a row after which the account locks.</summary>
    public const int Attempts = 5;

    /// <summary>For how long it locks.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>Sets the rules.</summary>
    internal static void Apply(IdentityOptions options)
    {
        options.Password.RequiredLength = PasswordLength;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = true;
        options.Password.RequireLowercase = true;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = Attempts;
        options.Lockout.DefaultLockoutTimeSpan = LockedFor;
    }
}
