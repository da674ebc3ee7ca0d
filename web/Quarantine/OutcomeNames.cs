namespace Web.Quarantine;

/// <summary>The names of what came of sending a refused event again: for the interface and for the keys of texts.</summary>
public static class OutcomeNames
{
    /// <summary>accepted, duplicate, refused, decided, busy, unknown or uncertain.</summary>
    public static string Of(ResubmitOutcome outcome) => outcome switch
    {
        ResubmitOutcome.Recorded { WasKnown: true } => "duplicate",
        ResubmitOutcome.Recorded => "accepted",
        _ => outcome.GetType().Name.ToLowerInvariant(),
    };
}
