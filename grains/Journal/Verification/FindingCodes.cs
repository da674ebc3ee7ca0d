namespace Grains.Journal.Verification;

/// <summary>The codes of findings.</summary>
public static class FindingCodes
{
    /// <summary>An event's content or its hash is not what was recorded, or what is judged by not what was sealed.</summary>
    public const string Altered = "altered";

    /// <summary>An event stands at another place or time than it was recorded at.</summary>
    public const string Moved = "moved";

    /// <summary>Events of a grain, numbers of the tenant, or what was published and sealed, are missing.</summary>
    public const string Missing = "missing";

    /// <summary>A number was given twice.</summary>
    public const string Doubled = "doubled";

    /// <summary>A case or signal is not where its events lead, or has none.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>The stored state of a case, signal, department or item, or a column that lists are drawn from, is not what its events fold into.</summary>
    public const string Refold = "refold";

    /// <summary>Events lead to a case or signal that is gone.</summary>
    public const string Orphaned = "orphaned";

    /// <summary>The head is not where all events lead.</summary>
    public const string Head = "head";

    /// <summary>The history no longer leads through a seal that was taken of it.</summary>
    public const string Seal = "seal";

    /// <summary>Something published says that it is older than a seal that does not cover it.</summary>
    public const string Unsealed = "unsealed";

    /// <summary>A line of a file of seals cannot be read.</summary>
    public const string SealUnreadable = "seal-unreadable";

    /// <summary>Personal fields, or a handler's name, are not what the chain has the digest of.</summary>
    public const string Personal = "personal";

    /// <summary>A figure is not the sum over the rows.</summary>
    public const string Figure = "figure";

    /// <summary>An escalation, at home or above, is not what its signal's events come to, or not there.</summary>
    public const string Escalation = "escalation";
}
