using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>POST /api/v1/departments</c>: registers a department that is not there yet.</summary>
internal static class RegisterDepartmentEndpoint
{
    public static void MapRegisterDepartment(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/departments", Register)
            .Needs(Permission.ManageDepartments, whole: true)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("Register a department")
            .WithDescription(
                "The code (1 to 60 characters, no spaces) stays; events, items and roles name the department by it. A code that is registered "
                + "with another name or other properties is refused (`department-exists`) and changed by PUT; the same once more is answered the same.");

    private static async Task<Results<Ok<DepartmentEntry>, ProblemHttpResult, ValidationProblem>> Register(
        DepartmentEntry department, Caller caller, CatalogueActs acts, CatalogueReader reader, IStringLocalizer<Resources.Catalogue> texts, CancellationToken cancellation)
    {
        if (!caller.Can(Permission.ManageDepartments, caller.Tenant))
            return CatalogueProblems.NotAllowed(texts);
        if (department.Fault() is var (field, problem))
            return CatalogueProblems.Field(field, problem, texts["problem." + problem].Value);
        return await acts.RegisterAsync(caller, department, cancellation)
            || (await reader.DepartmentsAsync(caller.Tenant, own: true, cancellation)).Contains(department)
            ? TypedResults.Ok(department)
            : CatalogueProblems.DepartmentExists(department.Code, texts);
    }
}
