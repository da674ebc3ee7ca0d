using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Machines;
using Tenancy.Permissions;

namespace Web.Accounts.Endpoints;

/// <summary><c>/api/v1/machines</c>: the machine clients of a jurisdiction's departments.</summary>
internal static class MachinesEndpoint
{
    /// <summary>A client to register.</summary>
    /// <param name="Name">1 to 64 lower-case letters, digits and hyphens, new in the jurisdiction.</param>
    /// <param name="Department">Code of the department it speaks for.</param>
    /// <param name="Scopes">What it may ask for.</param>
    /// <param name="Source">By which way it tells, for good: interface (its own system; where none is named), hall, bulk-file or online.</param>
    internal sealed record Registering(string? Name, string? Department, IReadOnlyList<string>? Scopes, string? Source);

    /// <summary>Other scopes for a client.</summary>
    /// <param name="Scopes">All of them.</param>
    internal sealed record Scoping(IReadOnlyList<string>? Scopes);

    public static void MapMachines(this IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/api/v1/machines", ListAsync), "ListMachines", "The machine clients of the own jurisdiction, or of one below it.");
        Describe(routes.MapPost("/api/v1/machines", RegisterAsync), "RegisterMachine", "Register a client for a department; its secret is told once.");
        Describe(routes.MapPost("/api/v1/machines/{client}/secret", ChangeSecretAsync), "ChangeMachineSecret", "A new secret, told once; the former stays good for 24 hours, or with atOnce=true ends at once with every token.");
        Describe(routes.MapPut("/api/v1/machines/{client}/scopes", ChangeScopesAsync), "ChangeMachineScopes", "Other scopes; tokens issued with the former ones end.");
        Describe(routes.MapPost("/api/v1/machines/{client}/suspend", SuspendAsync), "SuspendMachine", "Suspend a client: its tokens end at once.");
        Describe(routes.MapPost("/api/v1/machines/{client}/restore", RestoreAsync), "RestoreMachine", "Restore a suspended client.");
    }

    private static void Describe(RouteHandlerBuilder route, string name, string summary) =>
        route.Needs(Permission.ManageMachines).WithName(name).WithTags(AdministeringModule.Tag).WithSummary(summary);

    private static async Task<Results<Ok<IReadOnlyList<MachineLine>>, ProblemHttpResult>> ListAsync(
        string? jurisdiction, Caller caller, Jurisdictions jurisdictions, MachineList machines, CancellationToken cancellation) =>
        jurisdictions.TryPlace(caller, jurisdiction, Permission.ManageMachines, out var place)
            ? TypedResults.Ok(await machines.ReadAsync(place.Id, cancellation))
            : AccountScope.OutOfReach();

    private static async Task<Results<Created<MachineCredentials>, ProblemHttpResult>> RegisterAsync(
        string? jurisdiction, Registering body, Caller caller, Jurisdictions jurisdictions, MachineDepartments departments, AccountDesk desk, CancellationToken cancellation)
    {
        if (!jurisdictions.TryPlace(caller, jurisdiction, Permission.ManageMachines, out var place))
            return AccountScope.OutOfReach();
        if (!await departments.ExistsAsync(caller, place, body.Department, cancellation))
            return AccountScope.Of(MachineDepartments.Unknown);
        var (credentials, refusal) = await desk.RegisterAsync(
            caller, place.Id, body.Name ?? "", body.Department!, body.Scopes ?? [], body.Source ?? MachineSources.Interface, cancellation);
        return refusal is null ? TypedResults.Created("/api/v1/machines", credentials!) : AccountScope.Of(refusal);
    }

    private static async Task<Results<Ok<MachineCredentials>, ProblemHttpResult>> ChangeSecretAsync(
        string client, string? jurisdiction, bool? atOnce, Caller caller, Jurisdictions jurisdictions, AccountDesk desk, CancellationToken cancellation)
    {
        if (!jurisdictions.TryPlace(caller, jurisdiction, Permission.ManageMachines, out var place))
            return AccountScope.OutOfReach();
        var (credentials, refusal) = await desk.ChangeSecretAsync(caller, place.Id, client, atOnce is true, cancellation);
        return refusal is null ? TypedResults.Ok(credentials!) : AccountScope.Of(refusal);
    }

    private static Task<Results<NoContent, ProblemHttpResult>> ChangeScopesAsync(
        string client, string? jurisdiction, Scoping body, Caller caller, Jurisdictions jurisdictions, AccountDesk desk, CancellationToken cancellation) =>
        DoAsync(caller, jurisdictions, jurisdiction, place => desk.ChangeScopesAsync(caller, place.Id, client, body.Scopes ?? [], cancellation));

    private static Task<Results<NoContent, ProblemHttpResult>> SuspendAsync(
        string client, string? jurisdiction, Caller caller, Jurisdictions jurisdictions, AccountDesk desk, CancellationToken cancellation) =>
        DoAsync(caller, jurisdictions, jurisdiction, place => desk.SuspendMachineAsync(caller, place.Id, client, suspended: true, cancellation));

    private static Task<Results<NoContent, ProblemHttpResult>> RestoreAsync(
        string client, string? jurisdiction, Caller caller, Jurisdictions jurisdictions, AccountDesk desk, CancellationToken cancellation) =>
        DoAsync(caller, jurisdictions, jurisdiction, place => desk.SuspendMachineAsync(caller, place.Id, client, suspended: false, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> DoAsync(
        Caller caller, Jurisdictions jurisdictions, string? key, Func<Jurisdiction, Task<AccountRefusal?>> act)
    {
        if (!jurisdictions.TryPlace(caller, key, Permission.ManageMachines, out var place))
            return AccountScope.OutOfReach();
        return await act(place) is { } refusal ? AccountScope.Of(refusal) : TypedResults.NoContent();
    }
}
