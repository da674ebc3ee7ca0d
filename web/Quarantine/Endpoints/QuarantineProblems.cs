using Microsoft.AspNetCore.Http.HttpResults;
using Web.Interface;

namespace Web.Quarantine.Endpoints;

/// <summary>What is answered where a refused event cannot be found or decided about.</summary>
internal static class QuarantineProblems
{
    public static ProblemHttpResult Unknown(string id) => Problems.Of(
        StatusCodes.Status404NotFound, "unknown-entry", $"There is no refused event {(id.Length > 100 ? "of this id" : id)}, or it is not for you.", "an id from the list");

    public static ProblemHttpResult TooMany() => Problems.Of(
        StatusCodes.Status400BadRequest, "malformed-ids", $"These are not 1 to {QuarantineDesk.MostAtOnce} ids of refused events.", "ids from the list");

    /// <summary>A refusal as problem details; null where the event is recorded.</summary>
    public static ProblemHttpResult? Of(string id, ResubmitOutcome outcome) => outcome switch
    {
        ResubmitOutcome.Recorded => null,
        ResubmitOutcome.Refused { Fault: var fault } => TypedResults.Problem(
            detail: fault.Message, statusCode: StatusCodes.Status422UnprocessableEntity, type: $"urn:e-supervision:problem:{fault.Code}",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = fault.Code, ["field"] = fault.Field, ["expected"] = fault.Expected }),
        ResubmitOutcome.Decided { Line.State: var state } => Problems.Of(
            StatusCodes.Status409Conflict, "already-decided", $"The event is already {QuarantinedOnTheWire.NameOf(state)}.", "an entry that is open"),
        ResubmitOutcome.Busy => Problems.Of(
            StatusCodes.Status409Conflict, "being-resubmitted", "Another correction of this event is on its way.", "the same request a little later"),
        ResubmitOutcome.Unknown => Unknown(id),
        ResubmitOutcome.Uncertain => Problems.Of(
            StatusCodes.Status503ServiceUnavailable, "unavailable", "The event may or may not be recorded.", "the same request again; it is recorded once"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
