using Grains.Rules;

namespace Grains.Signals;

/// <summary>What is to happen to a signal.</summary>
public abstract record SignalCommand
{
    private SignalCommand(DateTimeOffset at) => At = at;

    /// <summary>When it was said, by the database's clock, UTC.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Raise it for a fault, or bring it to what the fault is now: graver, lighter, true again.</summary>
    /// <param name="At">When.</param>
    /// <param name="Fault">The fault.</param>
    /// <param name="Grounds">The versions it rests on.</param>
    public sealed record Raise(DateTimeOffset At, Fault Fault, Grounds Grounds) : SignalCommand(At);

    /// <summary>The fault is no longer found: a reminder lapses, any other fault is contradicted.</summary>
    /// <param name="At">When.</param>
    public sealed record Retract(DateTimeOffset At) : SignalCommand(At);

    /// <summary>Confirm it.</summary>
    /// <param name="At">When.</param>
    /// <param name="By">Name of the inspector's account.</param>
    public sealed record Confirm(DateTimeOffset At, string By) : SignalCommand(At);
}
