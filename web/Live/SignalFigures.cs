namespace Web.Live;

/// <summary>Signals that stand now, by colour.</summary>
/// <param name="Green">Reminders.</param>
/// <param name="Yellow">Warnings and light faults.</param>
/// <param name="Red">Grave faults.</param>
public sealed record SignalFigures(long Green, long Yellow, long Red)
{
    /// <summary>No signal.</summary>
    public static SignalFigures None { get; } = new(0, 0, 0);

    /// <summary>Both together.</summary>
    public static SignalFigures operator +(SignalFigures a, SignalFigures b) => new(a.Green + b.Green, a.Yellow + b.Yellow, a.Red + b.Red);
}
