using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>POST /api/v1/items/{code}/review</c>: 审查, by legal affairs, the reform office, the price office, or filed.</summary>
internal static class ReviewItemEndpoint
{
    /// <summary>A review.</summary>
    /// <param name="Office">Which office: <c>legal-affairs</c>, <c>reform</c>, <c>price</c>, <c>filing</c>.</param>
    /// <param name="Document">Number of its paper.</param>
    /// <param name="Basis">Basis of the draft as it was seen (<c>GET /api/v1/items/{code}</c>): refused where it was written anew since; left out = whatever it says now.</param>
    internal sealed record Reviewing(ReviewOffice Office, string? Document, string? Basis);

    public static void MapReviewItem(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/items/{code}/review", Take)
            .Needs(Permission.ViewCatalogue)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("An office has reviewed the draft")
            .WithDescription("The price office needs the permission to review fees, every other office that to review items.");

    private static async Task<Results<Ok<ItemStep.Answer>, ProblemHttpResult, ValidationProblem>> Take(
        string code, Reviewing reviewing, Caller caller, ItemStep step, IStringLocalizer<Resources.Catalogue> texts, CancellationToken cancellation)
    {
        if (!Enum.IsDefined(reviewing.Office))
            return CatalogueProblems.Field("office", "review-office-unknown", texts["problem.review-office-unknown"].Value);
        if (string.IsNullOrWhiteSpace(reviewing.Document))
            return CatalogueProblems.Field("document", "paper-missing", texts["problem.paper-missing"].Value);
        var permission = reviewing.Office == ReviewOffice.Price ? Permission.ReviewFees : Permission.ReviewItems;
        var command = new ItemCommand.Review(reviewing.Office, reviewing.Document) { Seen = reviewing.Basis };
        return (await step.TakeAsync(code, caller, permission, _ => command, cancellation)).Result switch
        {
            Ok<ItemStep.Answer> done => done,
            ProblemHttpResult problem => problem,
            var other => throw new InvalidOperationException($"A step answers {other.GetType().Name}."),
        };
    }
}
