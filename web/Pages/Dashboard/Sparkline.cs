using System.Globalization;

namespace Web.Pages.Dashboard;

/// <summary>A line of days in 90 × 20 units, with its last day as a dot.</summary>
/// <param name="Points">The points of the line as SVG writes them; empty for no line.</param>
/// <param name="LastX">The last point's x.</param>
/// <param name="LastY">The last point's y.</param>
/// <param name="Words">The same as numbers, for those who cannot see it.</param>
public sealed record Sparkline(string Points, string LastX, string LastY, string Words)
{
    private const double Width = 86;
    private const double Height = 16;

    /// <summary>No line.</summary>
    public static readonly Sparkline None = new("", "", "", "");

    /// <summary>Draws a number per day, oldest first; the scale begins at zero.</summary>
    public static Sparkline Of(IReadOnlyList<long> days)
    {
        if (days.Count < 2)
            return None;
        var largest = Math.Max(1, days.Max());
        var points = days
            .Select((value, at) => (X: Units(2 + (Width * at / (days.Count - 1))), Y: Units(2 + Height - (Height * value / largest))))
            .ToList();
        return new(
            string.Join(' ', points.Select(point => $"{point.X},{point.Y}")),
            points[^1].X, points[^1].Y,
            string.Join(' ', days));
    }

    private static string Units(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
