using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tenancy.Accounts;

/// <summary>ASP.NET Core Identity's user manager for each jurisdiction: names are unique within one, so each has its own store.</summary>
public sealed class AccountManagers(
    Sessions sessions,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Account> hasher,
    ILookupNormalizer normalizer,
    IServiceProvider services,
    ILogger<UserManager<Account>> logger)
{
    /// <summary>The manager of the accounts of one jurisdiction; short-lived, dispose it.</summary>
    public UserManager<Account> Of(TenantId tenant) => new(
        new AccountStore(sessions, tenant), options, hasher, [], [new PasswordValidator<Account>()], normalizer, new IdentityErrorDescriber(), services, logger);
}
