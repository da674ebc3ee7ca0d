namespace Grains.Cases;

/// <summary>One passage of a case through a step of its flow.</summary>
/// <param name="Step">Code of the step.</param>
/// <param name="Post">Post that started or, failing that, completed it.</param>
/// <param name="StartedAt">When it began; null when only its completion was told.</param>
/// <param name="CompletedAt">When it ended; null while it runs.</param>
/// <param name="Outcome">Its recorded result.</param>
/// <param name="ToldBy">By which ways it was told that it began.</param>
/// <param name="EndToldBy">By which ways it was told that it ended.</param>
public readonly record struct StepVisit(
    string Step, string? Post, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt, Outcome Outcome, Tellers ToldBy, Tellers EndToldBy)
{
    /// <summary>When it was first heard of.</summary>
    public DateTimeOffset From => StartedAt ?? CompletedAt.GetValueOrDefault();

    /// <summary>By which ways anything of it was told.</summary>
    internal Tellers Tellers => ToldBy.And(EndToldBy);
}
