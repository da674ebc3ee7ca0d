using Tenancy;

namespace Web.Setup;

/// <summary>How a setup ended.</summary>
public abstract record SetupOutcome
{
    private SetupOutcome()
    {
    }

    /// <summary>The province is there and its administrator can sign in.</summary>
    public sealed record Done(Jurisdiction Province) : SetupOutcome;

    /// <summary>The invitation is unknown, used or too old.</summary>
    public sealed record NotInvited : SetupOutcome;

    /// <summary>Something is wrong with what was given.</summary>
    /// <param name="Faults">What; at least one.</param>
    /// <param name="Invitation">The invitation that is good now: a new one in the place of one that was used, or the same.</param>
    public sealed record Refused(IReadOnlyList<SetupFault> Faults, string Invitation) : SetupOutcome;
}

/// <summary>What is wrong with what a setup was given.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Where">A place in the tree file, or <c>administrator</c>.</param>
/// <param name="Message">What it means, in English.</param>
public sealed record SetupFault(string Code, string Where, string Message);
