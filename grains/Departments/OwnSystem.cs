namespace Grains.Departments;

/// <summary>Whether a department has a system of its own, and had one before: nobody owes a feed while he works on the platform's forms.</summary>
/// <param name="Has">It has one now.</param>
/// <param name="Until">When it was last moved to the forms, UTC; null when that never happened, or before it was kept.</param>
/// <param name="Since">Since when it has, or before it was moved had, one again, UTC; null when from the beginning.</param>
public readonly record struct OwnSystem(bool Has, DateTimeOffset? Until = null, DateTimeOffset? Since = null)
{
    /// <summary>A system from the beginning.</summary>
    public static readonly OwnSystem Always = new(true);

    /// <summary>The part of a time in which it last had a system: up to where it was moved to the forms, or since it has one again.</summary>
    /// <remarks>What lies before that was judged then, and stands.</remarks>
    /// <param name="from">Begin of the time.</param>
    /// <param name="until">Its end; null where it goes on.</param>
    /// <param name="before">When it had fed before <paramref name="from"/>; null where that is not known.</param>
    /// <returns>The part with its end, null where it goes on; null where it had no system.</returns>
    internal (DateTimeOffset From, DateTimeOffset? Until)? Within(DateTimeOffset from, DateTimeOffset? until, DateTimeOffset? before = null)
    {
        if (!Has && Until is null)
            return null;
        var begin = Since > from ? Since.Value : from;
        // What goes on feeding a week after the move owes a feed, whatever is said of it; what was on its way then, or put right later, is none.
        var end = Has || IsFarBehindMove(before is { } earlier && earlier < from ? earlier : from) || until < Until ? until : Until;
        return end <= begin ? null : (begin, end);
    }

    private bool IsFarBehindMove(DateTimeOffset at) => at - Until > TimeSpan.FromDays(7);
}
