using Grains.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;
using Web.Interface;

namespace Web.Quarantine.Endpoints;

/// <summary><c>GET /api/v1/quarantine/unkept</c>, <c>POST …/unkept/settle</c>: what quarantine had no room for, and what became of it.</summary>
internal static class UnkeptEndpoint
{
    /// <summary>Refused events of a department that were not kept.</summary>
    /// <param name="Department">Code of the department.</param>
    /// <param name="Events">How many are missing: refused, not kept, and not settled.</param>
    /// <param name="UpTo">To be named when they are settled, so that what comes meanwhile stays missing.</param>
    /// <param name="From">When the first of them came, UTC; absent where it was not noted.</param>
    /// <param name="Until">When the last of them came, UTC; absent likewise.</param>
    internal sealed record Unkept(string Department, long Events, long UpTo, DateTimeOffset? From, DateTimeOffset? Until);

    /// <summary>Which are settled, and what became of them.</summary>
    /// <param name="Department">Code of the department.</param>
    /// <param name="UpTo">As the list gave it.</param>
    /// <param name="Reason">What became of them, 1 to 500 characters: sent again, not needed.</param>
    internal sealed record Request(string? Department, long UpTo, string? Reason);

    /// <summary>What came of it.</summary>
    /// <param name="Settled">How many were settled now; none when others were before.</param>
    internal sealed record Answer(long Settled);

    public static void MapUnkept(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/quarantine/unkept", GetAsync)
            .Needs(Permission.ViewQuarantine)
            .WithName("ListUnkept")
            .WithTags(QuarantineModule.Tag)
            .WithSummary("How many refused events quarantine had no room for, and since when, by department");
        routes.MapPost("/api/v1/quarantine/unkept/settle", PostAsync)
            .Needs(Permission.ResolveQuarantine)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("SettleUnkept")
            .WithTags(QuarantineModule.Tag)
            .WithSummary("Say what became of refused events that were not kept; they are no longer told as missing")
            .WithDescription("Who said so, and what, stands in the audit log. The same again settles nothing more.");
    }

    private static async Task<IEnumerable<Unkept>> GetAsync(Caller caller, Registries registries, QuarantineReader reader, CancellationToken cancellation)
    {
        var scope = await QuarantineScope.OfAsync(caller, registries, cancellation);
        return (await reader.UnkeptAsync(caller.Tenant, cancellation))
            .Where(scope.Holds)
            .Select(of => new Unkept(scope.CodeOf(of.Department), of.Missing, of.UpTo, of.From, of.Until));
    }

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> PostAsync(
        Request request, Caller caller, Registries registries, UnkeptDesk desk, CancellationToken cancellation)
    {
        if (DismissReason.Read(request.Reason) is not { } reason)
            return Problems.Of(StatusCodes.Status400BadRequest, "malformed-reason", "A reason is missing or too long.", $"1 to {QuarantineDesk.ReasonLength} characters");
        var scope = await QuarantineScope.OfAsync(caller, registries, cancellation);
        return scope.Departments.FirstOrDefault(one => one.Code == request.Department) is { } department
            && await desk.SettleAsync(caller, department.Id, request.UpTo, reason, cancellation) is { } settled
            ? TypedResults.Ok(new Answer(settled))
            : Problems.Of(StatusCodes.Status404NotFound, "unknown-department", "There is no such department, or it is not for you.", "a department from the list");
    }
}
