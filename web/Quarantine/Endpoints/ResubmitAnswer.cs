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
    public static ResubmitAnswer Of(QuarantineId id, ResubmitOutcome outcome) => outcome switch
    {
        ResubmitOutcome.Recorded recorded => new(id.ToString(), recorded.WasKnown ? "duplicate" : "accepted") { EventId = recorded.EventId, CaseNo = recorded.CaseNo },
        ResubmitOutcome.Refused { Fault: var fault } => new(id.ToString(), "refused") { Field = fault.Field, Code = fault.Code, Message = fault.Message, Expected = fault.Expected },
        ResubmitOutcome.Decided { Line.Resolution: var how } => new(id.ToString(), "decided") { EventId = how?.EventId, CaseNo = how?.CaseNo },
        _ => new(id.ToString(), outcome.GetType().Name.ToLowerInvariant()),
    };
}
