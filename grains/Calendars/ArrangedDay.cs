namespace Grains.Calendars;

/// <summary>One line of a holiday arrangement.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Name">The holiday it belongs to, as the paper prints it (国庆节).</param>
/// <param name="IsOffDay">True for a day off, false for a make-up working day.</param>
public readonly record struct ArrangedDay(DateOnly Day, string Name, bool IsOffDay);
