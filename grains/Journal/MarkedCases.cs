namespace Grains.Journal;

/// <summary>Which cases are judged again after what they are judged by has changed.</summary>
internal enum MarkedCases
{
    /// <summary>Those that have not ended.</summary>
    Open,

    /// <summary>Those, and ended ones that wait for an instant.</summary>
    Pending,

    /// <summary>Every one: the days on which they are counted have changed, or what they fold into.</summary>
    All,
}
