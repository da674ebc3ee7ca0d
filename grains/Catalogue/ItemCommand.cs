namespace Grains.Catalogue;

/// <summary>What somebody wants done with an item.</summary>
public abstract record ItemCommand
{
    private ItemCommand()
    {
    }

    /// <summary>Basis (<see cref="ItemBasis"/>) of the document that whoever wants it has seen; null = it is wanted whatever the document says.</summary>
    public string? Seen { get; init; }

    /// <summary>Write a first document, or another one: a version that is not published yet is replaced and becomes a draft again.</summary>
    /// <param name="Content">The document.</param>
    /// <param name="Anew">Also where it says what the version published last says, to give that another first day.</param>
    public sealed record Draft(ItemContent Content, bool Anew = false) : ItemCommand;

    /// <summary>初核 by the department's office.</summary>
    public sealed record Check : ItemCommand;

    /// <summary>审定 and signature by the department's head.</summary>
    /// <param name="Signature">Number of the signed paper, or the signature itself.</param>
    public sealed record Settle(string? Signature) : ItemCommand;

    /// <summary>审查 by one office.</summary>
    /// <param name="Office">Which.</param>
    /// <param name="Document">Number of its paper.</param>
    public sealed record Review(ReviewOffice Office, string Document) : ItemCommand;

    /// <summary>Send the document back to be written again.</summary>
    public sealed record Return(string Reason) : ItemCommand;

    /// <summary>公布.</summary>
    /// <param name="EffectiveFrom">First day on which it applies: tomorrow at the earliest, the first version today; two years ahead at the latest, or on the day for which the same text was published.</param>
    /// <param name="Today">Today in the jurisdiction's zone.</param>
    /// <param name="TakenOver">The version has been in force elsewhere: its first day may lie in the past (import of an existing catalogue).</param>
    /// <param name="Opening">With <paramref name="TakenOver"/>: before the jurisdiction has any case, a later version too.</param>
    public sealed record Publish(DateOnly EffectiveFrom, DateOnly Today, bool TakenOver = false, bool Opening = false) : ItemCommand;

    /// <summary>废止.</summary>
    /// <param name="From">First day on which it no longer applies: tomorrow at the earliest, two years ahead at the latest.</param>
    /// <param name="Reason">Why, with the paper that says so.</param>
    /// <param name="Today">Today in the jurisdiction's zone.</param>
    public sealed record Retire(DateOnly From, string Reason, DateOnly Today) : ItemCommand;
}
