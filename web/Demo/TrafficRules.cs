namespace Web.Demo;

/// <summary>How dense the demo's traffic is, and how faulty. All figures are choices of the demo (docs/demo.md).</summary>
internal sealed record TrafficRules
{
    /// <summary>Where all chance begins.</summary>
    public int Seed { get; init; } = 20261121;

    /// <summary>New cases per second, over all departments.</summary>
    public double CasesPerSecond { get; init; } = 1;

    /// <summary>Share of new cases with a fault put in on purpose; which rule they break is drawn evenly.</summary>
    public double ShareInjected { get; init; } = 0.12;

    /// <summary>Share of the log's late cases that are played; the log itself has more than a quarter.</summary>
    public double ShareOfLateKept { get; init; } = 0.12;

    /// <summary>Share of the log's unfinished cases that are played: they are unfinished because the log was cut off there.</summary>
    public double ShareOfUnfinishedKept { get; init; } = 0.08;

    /// <summary>Cases per department that are under way or finished when the demo begins.</summary>
    public int BacklogPerSystem { get; init; } = 12;

    /// <summary>How far back the backlog reaches.</summary>
    public TimeSpan BacklogReach { get; init; } = TimeSpan.FromDays(60);

    /// <summary>The longest time a viewer waits for the next event of a case that is under way.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(12);

    /// <summary>The same for a case with a fault put in on purpose, so that every kind of fault is soon to be seen, and no other than it.</summary>
    public TimeSpan LongestWaitWithFault { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>The shortest time between two events of a case that is told as it happens.</summary>
    public TimeSpan ShortestWait { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How often a department enters a pile of finished cases at once.</summary>
    public TimeSpan BatchEvery { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>How many finished cases are in the pile.</summary>
    public int BatchSize { get; init; } = 30;

    /// <summary>One department in so many falls silent when the demo begins.</summary>
    public int OneSilentIn { get; init; } = 60;
}
