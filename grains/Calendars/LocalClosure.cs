namespace Grains.Calendars;

/// <summary>A day on which one jurisdiction, and all below it, does not work although the nation does.</summary>
/// <remarks>It turns a working day (make-up days included) into a day off and leaves a weekend or holiday what it is.</remarks>
/// <param name="Day">The local day.</param>
/// <param name="Reason">Why, as shown to clerks: a local festival, a typhoon.</param>
public sealed record LocalClosure(DateOnly Day, string Reason);
