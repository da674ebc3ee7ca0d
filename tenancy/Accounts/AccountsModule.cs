using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tenancy.Callers;
using Tenancy.Machines;

namespace Tenancy.Accounts;

/// <summary>People and machines: accounts, sessions, clients.</summary>
public static class AccountsModule
{
    /// <summary>Registers them; the host registers <see cref="Sessions"/>, <see cref="Jurisdictions"/> and <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<IdentityOptions>().Configure(AccountRules.Apply);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<AccountManagers>();
        services.AddSingleton<Administration>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<LiveCallers>();
        services.AddSingleton<SignInService>();
        services.AddSingleton<MachineClients>();
        services.AddSingleton<AccountList>();
        services.AddSingleton<AccountResets>();
        services.AddSingleton<AccountPosts>();
        services.AddSingleton<RoleHolders>();
        services.AddSingleton<MachineList>();
        return services;
    }
}
