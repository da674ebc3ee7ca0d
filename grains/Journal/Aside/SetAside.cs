namespace Grains.Journal.Aside;

/// <summary>A grain that the sweep could not judge, and when it is tried again.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Grain">Its id in its tenant.</param>
/// <param name="Ailment">What ails it.</param>
/// <param name="Software">Version of the program that failed.</param>
/// <param name="FirstAt">When it failed first, UTC.</param>
/// <param name="LastAt">When it failed last, UTC.</param>
/// <param name="RetryAt">When it is tried again, UTC; at once by another version of the program.</param>
/// <param name="Times">How often it has failed.</param>
public sealed record SetAside(
    AsideKind Kind, long Grain, Ailment Ailment, string Software, DateTimeOffset FirstAt, DateTimeOffset LastAt, DateTimeOffset RetryAt, int Times);
