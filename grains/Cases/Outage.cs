namespace Grains.Cases;

/// <summary>A stretch of time in which the platform itself could record nothing: nobody could tell it anything.</summary>
/// <param name="From">When it was last seen to work, UTC.</param>
/// <param name="Until">When it worked again, UTC.</param>
public readonly record struct Outage(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>So long after an outage what could not be told meanwhile is still on its way: one hour (platform default).</summary>
    public static readonly TimeSpan CatchingUp = TimeSpan.FromHours(1);
}
