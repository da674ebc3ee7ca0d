namespace Platform.Tests.Isolation;

/// <summary>What a statement answered: rows as text, or an error.</summary>
public sealed record Outcome(string? Error, string Message, IReadOnlyList<string> Rows)
{
    public bool Refused => Error is not null;

    /// <summary>The error's code, or the first row.</summary>
    public string Short => Error ?? (Rows.Count > 0 ? Rows[0] : "nothing");
}
