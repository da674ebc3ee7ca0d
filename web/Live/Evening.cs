namespace Web.Live;

/// <summary>The signals that stood when a day had ended.</summary>
/// <param name="At">When they were taken, UTC: at the end of the day, or later where nothing ran then.</param>
/// <param name="Signals">Signals that stood.</param>
public sealed record Evening(DateTimeOffset At, SignalFigures Signals);
