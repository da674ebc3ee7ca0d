namespace Web.Quarantine;

/// <summary>Why a refused event is not to be recorded.</summary>
public static class DismissReason
{
    /// <summary>The reason without the blanks around it; null where it is none, or too long.</summary>
    public static string? Read(string? text) =>
        text?.Trim() is { Length: > 0 and <= QuarantineDesk.ReasonLength } reason && !reason.Contains('\0') ? reason : null;
}
