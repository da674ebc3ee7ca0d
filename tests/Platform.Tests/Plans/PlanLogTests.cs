using Xunit;

namespace Platform.Tests.Plans;

public sealed class PlanLogTests
{
    private const string Whole = """
        2026-11-22 05:40:01.100 UTC|platform_valve|first_1|LOG:  duration: 0.012 ms  plan:
        	{
        	  "Query Text": "select 1 from seal",
        	  "Plan": {
        	    "Node Type": "Seq Scan",
        	    "Relation Name": "seal"
        	  }
        	}

        """;

    private const string Mark = "2026-11-22 05:40:01.200 UTC|postgres|postgres|LOG:  read until now\n";

    // The server writes a long entry in several pieces.
    private const string Cut = """
        2026-11-22 05:40:01.300 UTC|platform_valve|first_1|LOG:  duration: 0.034 ms  plan:
        	{
        	  "Query Text": "select 2 from seal",
        	  "Plan": {
        	    "Node
        """;

    [Fact]
    public void EntryThatIsStillBeingWritten_IsNotRead() =>
        Assert.Equal(["select 1 from seal"], Read(Whole + Mark + Cut)?.Select(plan => plan.Query) ?? []);

    [Fact]
    public void LogWithoutTheMark_IsToBeReadAgain() => Assert.Null(Read(Whole + Cut));

    [Fact]
    public void PlansOfOthers_AreLeftOut() => Assert.Empty(PlanLog.Before("read until now", Whole + Mark, "platform_silo") ?? [new("", [])]);

    private static IReadOnlyList<LoggedPlan>? Read(string log) => PlanLog.Before("read until now", log, "platform_valve");
}
