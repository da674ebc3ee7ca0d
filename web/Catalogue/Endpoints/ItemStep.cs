using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary>One step in the life of an item, asked for by somebody who may: what all step endpoints have in common.</summary>
public sealed class ItemStep(CatalogueReader reader, CatalogueActs acts, IStringLocalizer<Resources.Catalogue> texts)
{
    /// <summary>What has become of the item.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Version">Number of the version concerned.</param>
    /// <param name="Status">How far it has come.</param>
    /// <param name="EffectiveFrom">First day on which it applies.</param>
    /// <param name="EffectiveUntil">First day on which it no longer applies.</param>
    /// <param name="Reviews">The offices that have reviewed it.</param>
    public sealed record Answer(
        string Code, int Version, ItemStatus Status, DateOnly? EffectiveFrom, DateOnly? EffectiveUntil, IReadOnlyList<ReviewOffice> Reviews);

    internal async Task<Results<Ok<Answer>, ProblemHttpResult>> TakeAsync(
        string code, Caller caller, Permission permission, Func<ItemOrder.Ground, ItemCommand> command, CancellationToken cancellation)
    {
        if (await reader.FindAsync(caller.Tenant, code, own: true, cancellation) is not { } item)
            return CatalogueProblems.UnknownItem(code, texts);
        if (!caller.Can(permission, caller.Tenant, item.Department.Code))
            return CatalogueProblems.NotAllowed(texts);
        var outcome = await acts.ApplyAsync(caller, new ItemOrder(code, ground => [command(ground)]), cancellation);
        return outcome is { Refusal: { } refusal } ? CatalogueProblems.Of(refusal, texts) : TypedResults.Ok(AnswerOf(code, outcome.State));
    }

    private static Answer AnswerOf(string code, ItemState state)
    {
        var version = state.Open ?? state.Latest!;
        return new(code, version.Number, version.Status, version.EffectiveFrom, version.EffectiveUntil, version.Reviews);
    }
}
