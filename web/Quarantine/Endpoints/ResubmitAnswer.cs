using System.Text.Json.Serialization;

namespace Web.Quarantine.Endpoints;

/// <summary>What came of sending one refused event again.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Outcome">accepted, duplicate, refused, decided (before), busy, unknown or uncertain (send again).</param>
internal sealed record ResubmitAnswer(string Id, string Outcome)
{
    /// <summary>Id of the event that was recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EventId { get; init; }

    /// <summary>The case it was recorded in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CaseNo { get; init; }

    /// <summary>The field at fault, where it was refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>Code of the refusal.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>What is wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>What would have been right.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Expected { get; init; }

    /// <summary>An outcome as the interface tells it.</summary>
    public static ResubmitAnswer Of(QuarantineId id, ResubmitOutcome outcome)
    {
        var answer = new ResubmitAnswer(id.ToString(), OutcomeNames.Of(outcome));
        return outcome switch
        {
            ResubmitOutcome.Recorded recorded => answer with { EventId = recorded.EventId, CaseNo = recorded.CaseNo },
            ResubmitOutcome.Refused { Fault: var fault } => answer with { Field = fault.Field, Code = fault.Code, Message = fault.Message, Expected = fault.Expected },
            ResubmitOutcome.Decided { Line.Resolution: var how } => answer with { EventId = how?.EventId, CaseNo = how?.CaseNo },
            _ => answer,
        };
    }
}
