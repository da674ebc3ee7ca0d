using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Web.Interface;

namespace Web.Quarantine.Endpoints;

/// <summary>Which refused events are asked for.</summary>
/// <param name="State">open (default), resubmitted or dismissed.</param>
/// <param name="Department">Code of a department; none: all that the caller may look into.</param>
/// <param name="Code">Code of the refusal.</param>
/// <param name="Field">The field at fault, as a path.</param>
/// <param name="From">Only what came last at this instant or later: ISO 8601 with offset.</param>
/// <param name="Until">Only what came last before this instant.</param>
/// <param name="After">Where the page begins: <c>next</c> of the page before.</param>
/// <param name="Limit">Lines of the page, 1 to 500.</param>
internal sealed record QuarantineQuery(
    string? State, string? Department, string? Code, string? Field, DateTimeOffset? From, DateTimeOffset? Until, string? After,
    [property: DefaultValue(100)] int? Limit)
{
    /// <summary>The lines of a page.</summary>
    public int Most => Limit ?? 100;

    /// <summary>The filter, or what is wrong with the question.</summary>
    public bool TryRead(QuarantineScope scope, [NotNullWhen(true)] out QuarantineFilter? filter, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        filter = null;
        problem = null;
        if (!TryState(State, out var state))
            problem = Bad("state", "There is no such state.", "open, resubmitted or dismissed");
        else if (Limit is < 1 or > 500)
            problem = Bad("limit", "A page has 1 to 500 lines.", "1 to 500");
        else if (After is not null && QuarantineCursor.Parse(After) is null)
            problem = Bad("after", "This is not where a page begins.", "next of the page before");
        else if (Department is not null && scope.Departments.All(one => one.Code != Department))
            problem = Problems.Of(StatusCodes.Status404NotFound, "unknown-department", $"There is no department {Department}, or it is not for you to see.", "the code of a department of your own");
        else
        {
            filter = new()
            {
                State = state, Department = Department is null ? null : scope.Departments.First(one => one.Code == Department).Id,
                Code = Code, Field = Field is { Length: > 64 } ? Field[..64] : Field, From = From?.ToUniversalTime(), Until = Until?.ToUniversalTime(), After = QuarantineCursor.Parse(After),
            };
        }

        return filter is not null;
    }

    /// <summary>A state by its name; open where none is given.</summary>
    public static bool TryState(string? name, out QuarantineState state)
    {
        var found = Enum.GetValues<QuarantineState>().Where(one => QuarantinedOnTheWire.NameOf(one) == (name ?? "open")).ToList();
        state = found.FirstOrDefault();
        return found.Count == 1;
    }

    private static ProblemHttpResult Bad(string field, string message, string expected) =>
        Problems.Of(StatusCodes.Status400BadRequest, $"malformed-{field}", message, expected);
}
