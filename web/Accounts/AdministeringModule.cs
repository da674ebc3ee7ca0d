using Web.Accounts.Endpoints;

namespace Web.Accounts;

/// <summary>Administering accounts, roles and machine clients, as interface; the screens stand in Pages/Accounts.</summary>
internal static class AdministeringModule
{
    /// <summary>Under which the interface's description lists the endpoints.</summary>
    public const string Tag = "Accounts";

    /// <summary>Registers it.</summary>
    public static IServiceCollection AddAdministering(this IServiceCollection services) =>
        services.AddSingleton<AccountDesk>().AddSingleton<MachineDepartments>().AddSingleton<PostDesk>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapAdministering(this IEndpointRouteBuilder routes)
    {
        routes.MapListAccounts();
        routes.MapInviteAccount();
        routes.MapAccountActs();
        routes.MapGrants();
        routes.MapMachines();
        routes.MapResets();
    }
}
