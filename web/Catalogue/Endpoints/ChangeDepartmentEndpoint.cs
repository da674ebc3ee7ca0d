using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>PUT /api/v1/departments</c>: changes the name and properties of a registered department.</summary>
internal static class ChangeDepartmentEndpoint
{
    public static void MapChangeDepartment(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/departments", Change)
            .Needs(Permission.ManageDepartments, whole: true)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("Change the name and properties of a registered department")
            .WithDescription("Named by its code, which stays. Told whole: what is left out has its default again. The same once more changes nothing.");

    private static async Task<Results<Ok<DepartmentEntry>, ProblemHttpResult, ValidationProblem>> Change(
        DepartmentEntry department, Caller caller, CatalogueActs acts, CatalogueReader reader, IStringLocalizer<Resources.Catalogue> texts,
        CancellationToken cancellation)
    {
        if (!caller.Can(Permission.ManageDepartments, caller.Tenant))
            return CatalogueProblems.NotAllowed(texts);
        if (department.Fault() is var (field, problem))
            return CatalogueProblems.Field(field, problem, texts["problem." + problem].Value);
        if (!(await reader.DepartmentsAsync(caller.Tenant, own: true, cancellation)).Any(known => known.Code == department.Code))
            return CatalogueProblems.UnknownDepartment(department.Code, texts);
        await acts.ChangeAsync(caller, department, cancellation);
        return TypedResults.Ok(department);
    }
}
