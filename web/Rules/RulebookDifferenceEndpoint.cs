using Grains.Journal;
using Grains.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary><c>GET /api/v1/rulebooks/{jurisdiction}/difference?from=1&amp;to=2</c>: which rules differ between two versions in force there.</summary>
internal static class RulebookDifferenceEndpoint
{
    /// <summary>What differs between two versions.</summary>
    /// <param name="Jurisdiction">Key of the jurisdiction.</param>
    /// <param name="From">The earlier version.</param>
    /// <param name="To">The later version.</param>
    /// <param name="Rules">The rules that differ.</param>
    internal sealed record Difference(string Jurisdiction, int From, int To, IReadOnlyList<Changed> Rules);

    /// <summary>A rule that differs.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Chinese name.</param>
    /// <param name="EnglishName">English name.</param>
    /// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
    /// <param name="Fields">What differs of a changed one.</param>
    internal sealed record Changed(string Code, string Name, string EnglishName, string Change, IReadOnlyList<FieldDifference> Fields);

    public static void MapRulebookDifference(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/rulebooks/{jurisdiction}/difference", Answer)
        .Needs(Permission.ViewRulebook)
        .WithTags(RulebooksModule.Tag)
        .WithSummary("Which rules differ between two versions in force in a jurisdiction")
        .WithDescription("`from` and `to` are versions that held or will hold there, inherited rules included.");

    private static Results<Ok<Difference>, ProblemHttpResult> Answer(
        string jurisdiction, int from, int to, Caller caller, Jurisdictions jurisdictions, RulebookBook book)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node) || !caller.CanViewRulebook(node.Id, jurisdictions.Tree))
            return RulebookProblems.UnknownJurisdiction(jurisdiction);
        var versions = book.Versions(node.Id);
        if (versions.LastOrDefault(version => version.Version == from) is not { } before)
            return RulebookProblems.UnknownVersion(from);
        if (versions.LastOrDefault(version => version.Version == to) is not { } after)
            return RulebookProblems.UnknownVersion(to);
        return TypedResults.Ok(new Difference(node.Key, from, to, [.. RuleDifference.Between(before, after).Select(Of)]));
    }

    private static Changed Of(RuleDifference difference)
    {
        var rule = difference.After ?? difference.Before!;
        return new(difference.Code, rule.Name, rule.EnglishName, difference.Kind, difference.Fields);
    }
}
