using Grains.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary><c>GET /api/v1/rulebooks/{jurisdiction}?at=…</c>: the rules in force, each with its origin.</summary>
internal static class EffectiveRulebookEndpoint
{
    /// <summary>The rules in force for a jurisdiction at an instant.</summary>
    /// <param name="Jurisdiction">Key of the jurisdiction.</param>
    /// <param name="Version">The version in force: that of the layer which took effect last; signals name it.</param>
    /// <param name="Name">Chinese name of the nearest layer.</param>
    /// <param name="EnglishName">Its English name.</param>
    /// <param name="EffectiveFrom">Since when exactly these rules hold, UTC.</param>
    /// <param name="Rules">The rules in the order in which faults are shown.</param>
    /// <param name="Coming">When other rules will hold, UTC, with the version that brings them.</param>
    internal sealed record Effective(
        string Jurisdiction, int Version, string Name, string EnglishName, DateTimeOffset EffectiveFrom, IReadOnlyList<RuleAnswer> Rules, IReadOnlyList<Change> Coming);

    /// <summary>A version that will take effect.</summary>
    internal sealed record Change(int Version, DateTimeOffset EffectiveFrom);

    public static void MapEffectiveRulebook(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/rulebooks/{jurisdiction}", Answer)
        .Needs(Permission.ViewRulebook)
        .WithTags(RulebooksModule.Tag)
        .WithSummary("The rules in force, each with the jurisdiction and version that set it")
        .WithDescription("Without `at`, those in force now. A city or county inherits the province's rules and may have tightened them.");

    private static Results<Ok<Effective>, ProblemHttpResult> Answer(
        string jurisdiction, DateTimeOffset? at, Caller caller, Jurisdictions jurisdictions, RulebookBook book)
    {
        var tree = jurisdictions.Tree;
        if (!tree.TryFind(jurisdiction, out var node) || !caller.CanViewRulebook(node.Id, tree))
            return RulebookProblems.UnknownJurisdiction(jurisdiction);
        var instant = (at ?? book.CheckedAt).ToUniversalTime();
        var versions = book.Versions(node.Id);
        if (versions.LastOrDefault(version => version.EffectiveFrom <= instant) is not { } inForce)
            return RulebookProblems.UnknownVersion(0);
        return TypedResults.Ok(new Effective(
            node.Key, inForce.Version, inForce.Name, inForce.EnglishName, inForce.EffectiveFrom, [.. inForce.Rules.Select(rule => RuleAnswer.Of(rule, tree))],
            [.. versions.Where(version => version.EffectiveFrom > instant).Select(version => new Change(version.Version, version.EffectiveFrom))]));
    }
}
