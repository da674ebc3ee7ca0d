namespace Grains.Departments;

/// <summary>Whether a department has a system of its own, and had one before: nobody owes a feed while he works on the platform's forms.</summary>
/// <param name="Has">It has one now.</param>
/// <param name="Until">When it was last moved to the forms, UTC; null when that never happened, or before it was kept.</param>
/// <param name="Since">Since when it has one again, UTC; null when from the beginning.</param>
public readonly record struct OwnSystem(bool Has, DateTimeOffset? Until = null, DateTimeOffset? Since = null)
{
    /// <summary>A system from the beginning.</summary>
    public static readonly OwnSystem Always = new(true);

    /// <summary>The parts of a time in which it had a system: before it was moved to the forms, and after it got one again.</summary>
    /// <param name="from">Begin of the time.</param>
    /// <param name="until">Its end; null where it goes on.</param>
    /// <returns>Each with its end, null where it goes on; none where it had no system.</returns>
    internal IEnumerable<(DateTimeOffset From, DateTimeOffset? Until)> Within(DateTimeOffset from, DateTimeOffset? until)
    {
        if (Until is { } moved && from < moved)
        {
            var begin = !Has && Since > from ? Since.Value : from;
            yield return (begin, until < moved ? until : moved);
        }

        var again = Since > from ? Since.Value : from;
        if (Has && !(until <= again) && !(again < Until))
            yield return (again, until);
    }
}
