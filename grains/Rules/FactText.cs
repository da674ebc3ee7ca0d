using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using Grains.Calendars;

namespace Grains.Rules;

/// <summary>The facts under a fault or a signal as people read them, Chinese or English, in the jurisdiction's local time.</summary>
/// <remarks>The words stand in FactText.resx (Chinese) and FactText.en.resx; codes of steps, posts and items are shown as they are.</remarks>
public static class FactText
{
    private static readonly ResourceManager Words = new(typeof(FactText));

    /// <summary>Whether a fact of this name is a deadline: one that ends with a day is told as that day.</summary>
    public static bool IsDeadline(string name) => name is "due" or "dueBefore" or "legal" or "promised";

    /// <summary>Names and values, in the order shown; facts without a value are left out.</summary>
    /// <param name="facts">The facts, as <see cref="Fault.Facts"/> has them.</param>
    /// <param name="zone">The jurisdiction's zone.</param>
    /// <param name="culture">English for cultures of English; Chinese for every other.</param>
    public static ImmutableArray<KeyValuePair<string, string>> Of(ImmutableArray<KeyValuePair<string, string>> facts, Zone zone, CultureInfo culture)
    {
        var spoken = Spoken(culture);
        return [.. facts.Where(fact => fact.Value.Length > 0).Select(fact => KeyValuePair.Create(Label(fact.Key, spoken), Value(fact, zone, spoken)))];
    }

    /// <summary>What a fact of this name is called.</summary>
    public static string Label(string name, CultureInfo culture) => Word($"label.{name}", Spoken(culture)) ?? name;

    /// <summary>A value in words where the facts of this name are told by codes; else as it is.</summary>
    public static string Decoded(string name, string value, CultureInfo culture)
    {
        var spoken = Spoken(culture);
        return name is "lacks" or "why" or "happened" or "ground" or "mandatory" or "feeType"
            ? string.Join(Word("and", spoken), value.Split(", ").Select(part => Word($"value.{part}", spoken) ?? part))
            : value;
    }

    private static string Value(KeyValuePair<string, string> fact, Zone zone, CultureInfo culture)
    {
        var value = fact.Value;
        if (DateTimeOffset.TryParseExact(value, Told.InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return IsDeadline(fact.Key) && zone.DayEndingAt(instant) is { } ended
                ? ended.ToString(Word("day", culture), culture)
                : zone.Local(instant).ToString(Word("instant", culture), culture);
        }

        if (DateOnly.TryParseExact(value, Told.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.ToString(Word("day", culture), culture);
        return Decoded(fact.Key, value, culture);
    }

    private static CultureInfo Spoken(CultureInfo culture) => CultureInfo.GetCultureInfo(culture.TwoLetterISOLanguageName == "en" ? "en-US" : "zh-CN");

    private static string? Word(string key, CultureInfo culture) => Words.GetString(key, culture);
}
