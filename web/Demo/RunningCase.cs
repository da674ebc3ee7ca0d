namespace Web.Demo;

/// <summary>A demo case under way.</summary>
/// <param name="System">Who tells it.</param>
/// <param name="Number">Its case number.</param>
/// <param name="Script">What happens to it.</param>
/// <param name="Accepted">When it was or will be accepted.</param>
/// <param name="Next">Place of the event that comes next.</param>
/// <param name="LongestWait">The longest time until it comes.</param>
internal sealed record RunningCase(DemoSystem System, string Number, CaseScript Script, DateTimeOffset Accepted, int Next, TimeSpan LongestWait)
{
    /// <summary>Tells the next event as having happened at an instant.</summary>
    public DemoEvent Tell(DateTimeOffset occurredAt, out RunningCase after)
    {
        after = this with { Next = Next + 1 };
        return DemoEvent.Date(Script.Events[Next], Next + 1, Number, Script.Item, System.Department, Accepted, occurredAt);
    }
}
