using System.Collections.Immutable;
using System.Globalization;
using Grains.Calendars;
using Grains.Clocks;

namespace Web.Calendars;

/// <summary>The fields of a deadline question as text: of an address or a form.</summary>
/// <param name="From">The starting event; see <see cref="LocalTime"/>.</param>
/// <param name="Workdays">The limit in working days.</param>
/// <param name="Days">The limit in calendar days.</param>
/// <param name="Hours">The limit in hours.</param>
/// <param name="Months">The limit in months.</param>
/// <param name="Pauses">Each <c>from..until</c> or <c>from..</c>, with an optional <c>,ground</c> behind it.</param>
public sealed record DueQuery(string? From, string? Workdays, string? Days, string? Hours, string? Months, IReadOnlyList<string> Pauses)
{
    /// <summary>Most pauses in one question.</summary>
    public const int MostPauses = 20;

    /// <summary>Longest pause with an end, in days.</summary>
    public const int LongestPause = 1830;

    /// <summary>Longest ground, in characters.</summary>
    public const int LongestGround = 100;

    // Ten years of days, one of hours: an explanation names every day.
    private static readonly (string Field, LimitUnit Unit, int Most)[] Units =
    [
        ("workdays", LimitUnit.WorkingDays, 2500), ("days", LimitUnit.CalendarDays, 3660),
        ("hours", LimitUnit.Hours, 8784), ("months", LimitUnit.Months, 120),
    ];

    /// <summary>The name of a unit in addresses and answers.</summary>
    public static string NameOf(LimitUnit unit) => Units.First(known => known.Unit == unit).Field;

    /// <summary>The question, or what is wrong with which field.</summary>
    public (DueQuestion? Question, DueFault? Fault) Read(Zone zone)
    {
        if (LocalTime.Read(From ?? "", zone) is not { } start)
            return (null, new("from", "from-invalid"));
        var (limit, fault) = ReadLimit();
        if (fault is not null)
            return (null, fault);
        if (Pauses.Count > MostPauses)
            return (null, new("pause", "pause-too-many"));
        var pauses = ImmutableArray.CreateBuilder<Pause>();
        foreach (var text in Pauses)
        {
            if (ReadPause(text, zone) is not { } pause)
                return (null, new("pause", "pause-invalid"));
            if (pause.Until - pause.From is { } length && (length < TimeSpan.Zero || length > TimeSpan.FromDays(LongestPause)))
                return (null, new("pause", length < TimeSpan.Zero ? "pause-ends-before-it-begins" : "pause-too-long"));
            pauses.Add(pause);
        }

        return (new(start, limit, pauses.DrainToImmutable()), null);
    }

    private (Limit Limit, DueFault? Fault) ReadLimit()
    {
        string?[] given = [Workdays, Days, Hours, Months];
        var named = Units.Zip(given).Where(pair => !string.IsNullOrEmpty(pair.Second)).ToList();
        if (named is not [var ((field, unit, most), text)])
            return (default, new(named.Count == 0 ? "workdays" : named[1].First.Field, named.Count == 0 ? "limit-missing" : "limit-ambiguous"));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount <= most
            ? (new(amount, unit), null)
            : (default, new(field, "limit-invalid", most));
    }

    private static Pause? ReadPause(string text, Zone zone)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var ground = comma < 0 ? "" : text[(comma + 1)..].Trim();
        var ends = (comma < 0 ? text : text[..comma]).Split("..");
        if (ends.Length != 2 || ground.Length > LongestGround || LocalTime.Read(ends[0], zone) is not { } from)
            return null;
        if (ends[1].Length == 0)
            return new Pause(from, null, ground);
        return LocalTime.Read(ends[1], zone) is { } until ? new Pause(from, until, ground) : null;
    }
}
