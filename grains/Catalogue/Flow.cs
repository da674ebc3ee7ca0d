using System.Collections.Immutable;
using Grains.Clocks;

namespace Grains.Catalogue;

/// <summary>The published procedure: ordered steps, each with its post, limit and successors.</summary>
/// <param name="Steps">In published order; the first is where a case begins.</param>
/// <param name="DecidingPost">Post that holds the power to decide.</param>
public sealed record Flow(ImmutableArray<FlowStep> Steps, string DecidingPost)
{
    /// <summary>The same flow with an empty list or text wherever JSON left one out or wrote null, without the nulls of its lists.</summary>
    public Flow Normalised() => new(
        [.. Steps.WithoutNulls().Select(s => s with { Code = s.Code ?? "", Name = s.Name ?? "", Posts = s.Posts.WithoutNulls(), Next = s.Next.WithoutNulls() })],
        DecidingPost ?? "");
}

/// <summary>One step of a flow.</summary>
/// <param name="Code">Code used in events, unique within the flow.</param>
/// <param name="Name">环节名称.</param>
/// <param name="Posts">Codes of the posts that may perform it.</param>
/// <param name="Limit">Limit of the step; null = none of its own.</param>
/// <param name="Next">Codes of the steps allowed next; empty = the end.</param>
/// <param name="Mandatory">What law makes indispensable here: hearing, tender, auction, exam, inspection, testing, quarantine, joint-review; null = an ordinary step.</param>
/// <param name="Optional">An ordinary step that may be left out.</param>
/// <param name="Duties">Duties of the post, for people.</param>
/// <param name="SupervisionPoints">What supervision looks at here, for people.</param>
public sealed record FlowStep(
    string Code, string Name, ImmutableArray<string> Posts, Limit? Limit, ImmutableArray<string> Next,
    string? Mandatory = null, bool Optional = false, string? Duties = null, string? SupervisionPoints = null);
