namespace Grains.Calendars;

/// <summary>Why a closure was not made or lifted.</summary>
public abstract record ClosureRefusal
{
    private ClosureRefusal(string code, string field) => (Code, Field) = (code, field);

    /// <summary>Stable code.</summary>
    public string Code { get; }

    /// <summary>The field that is at fault.</summary>
    public string Field { get; }

    /// <summary>No reason is given, or one of more than 200 characters.</summary>
    public sealed record ReasonMissing() : ClosureRefusal("closure-reason-missing", "reason");

    /// <summary>The day is not worked anyway.</summary>
    public sealed record NotWorked() : ClosureRefusal("closure-day-not-worked", "day");

    /// <summary>The day lies more than 30 days back or 400 ahead.</summary>
    public sealed record OutOfReach() : ClosureRefusal("closure-day-out-of-reach", "day");

    /// <summary>The jurisdiction itself has not closed that day.</summary>
    public sealed record NotClosed() : ClosureRefusal("closure-unknown", "day");
}
