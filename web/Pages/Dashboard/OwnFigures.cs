using Web.Live;

namespace Web.Pages.Dashboard;

/// <summary>What of a jurisdiction's figures is its own offices': the whole without what its children account for.</summary>
internal static class OwnFigures
{
    public static CaseFigures OwnCases(this Totals totals)
    {
        var below = totals.Children.Aggregate(CaseFigures.None, static (sum, child) => sum + child.Cases);
        var all = totals.Cases;
        return new(
            all.Accepted - below.Accepted, all.Open - below.Open, all.Closed - below.Closed,
            all.OnTime - below.OnTime, all.Late - below.Late, all.Overdue - below.Overdue);
    }

    public static DayFigures OwnToday(this Totals totals)
    {
        var below = totals.Children.Aggregate(DayFigures.None, static (sum, child) => sum + child.Today);
        var all = totals.Today;
        return new(
            all.Received - below.Received, all.Accepted - below.Accepted, all.Closed - below.Closed, all.OnTime - below.OnTime, all.Late - below.Late);
    }

    public static SignalFigures OwnSignals(this Totals totals)
    {
        var below = totals.Children.Aggregate(SignalFigures.None, static (sum, child) => sum + child.Signals);
        var all = totals.Signals;
        return new(all.Green - below.Green, all.Yellow - below.Yellow, all.Red - below.Red);
    }
}
