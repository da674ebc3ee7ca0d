using System.Globalization;
using Grains.Calendars;
using Grains.Cases;
using Microsoft.Extensions.Localization;

namespace Web.Cases;

/// <summary>What an event's data says, name and value, as people read it.</summary>
public static class DetailRows
{
    /// <summary>Everything that is there, in a fixed order.</summary>
    /// <param name="details">The data.</param>
    /// <param name="zone">The zone in which instants are shown.</param>
    /// <param name="texts">Names are <c>data.{member}</c>.</param>
    public static IEnumerable<(string Name, string Value)> Of(CaseDetails details, Zone zone, IStringLocalizer texts) =>
        Members(details, zone, texts)
            .Where(row => row.Value is { Length: > 0 } and not CaseDetails.KeptApart)
            .Select(row => (texts[$"data.{row.Member}"].Value, row.Value!))
            .Concat(details.Extra.Select(extra => (texts[$"data.{extra.Key}"] is { ResourceNotFound: false } known ? known.Value : extra.Key, Extra(extra.Key, extra.Value, zone, texts))));

    /// <summary>What a log said beside: groups are its posts, a planned end is an instant.</summary>
    private static string Extra(string name, string value, Zone zone, IStringLocalizer texts) => name switch
    {
        "sourceGroup" => Word("post", value, texts)!,
        "plannedClosingTime" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => Instant(at, zone)!,
        _ => Word(name, value, texts)!,
    };

    private static IEnumerable<(string Member, string? Value)> Members(CaseDetails details, Zone zone, IStringLocalizer texts) =>
    [
        ("result", Word("result", details.Result, texts)),
        ("opinion", details.Opinion),
        ("reason", details.Reason),
        ("remedies", details.Remedies),
        ("ground", Word("ground", details.Ground, texts)),
        ("expectedDays", Number(details.ExpectedDays)),
        ("noticeProof", details.NoticeProof),
        ("days", Number(details.Days)),
        ("approver", details.Approver),
        ("feeType", Word("feeType", details.FeeType, texts)),
        ("feeItem", details.FeeItem),
        ("amount", details.Amount?.ToString("#,0.##", CultureInfo.InvariantCulture)),
        ("basis", details.Basis),
        ("materials", string.Join("；", details.Materials)),
        ("prerequisites", string.Join("；", details.Prerequisites)),
        ("documentNumber", details.DocumentNumber),
        ("promisedClosingTime", Instant(details.PromisedClosingTime, zone)),
        ("appliedAt", Instant(details.AppliedAt, zone)),
        ("closedAt", Instant(details.ClosedAt, zone)),
        ("channel", Word("channel", details.Channel, texts)),
        ("satisfaction", Number(details.Satisfaction)),
        ("corrects", details.Corrects),
    ];

    private static string? Word(string member, string? value, IStringLocalizer texts) =>
        value is { Length: > 0 } && texts[$"{member}.{value}"] is { ResourceNotFound: false } known ? known.Value : value;

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Instant(DateTimeOffset? value, Zone zone) =>
        value is { } at ? zone.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;
}
