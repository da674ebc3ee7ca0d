namespace Grains.Calendars;

/// <summary>A holiday arrangement that was loaded: the nation's, for every jurisdiction.</summary>
/// <param name="Version">The calendar version that the loading made.</param>
/// <param name="EffectiveAt">From when on it holds.</param>
/// <param name="Paper">The arrangement; for its year it replaces every earlier one.</param>
public sealed record PaperChange(int Version, DateTimeOffset EffectiveAt, HolidayArrangement Paper);
