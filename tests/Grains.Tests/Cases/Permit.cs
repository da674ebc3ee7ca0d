using Grains.Calendars;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;
using Tenancy;

namespace Grains.Tests.Cases;

/// <summary>An ordinary permit: window, review, decision by the head, certificate; 20 working days by law, 10 promised.</summary>
internal static class Permit
{
    public static readonly WorkCalendar Calendar = WorkCalendar.National(ShippedArrangements.All, Zone.Shanghai, 1);

    public static readonly Rulebooks Rules = With(Preset.ShenzhenBase);

    public static readonly ItemVersion Item = new()
    {
        Item = 1,
        Version = 1,
        Code = "330802-traffic-01-001",
        Name = "道路货物运输经营许可",
        Department = 7,
        Kind = ItemKind.Permit,
        EffectiveFrom = new(2020, 1, 1),
        Limits = new(null, Limit.WorkingDays(20), Limit.WorkingDays(10), Limit.WorkingDays(7), null, null, 10, Limit.WorkingDays(5)),
        Flow = new(
            [
                new("window", "收件", ["clerk"], null, ["review"]),
                new("review", "审查", ["officer"], Limit.WorkingDays(3), ["decide"]),
                new("decide", "决定", ["head"], Limit.WorkingDays(2), ["certificate"]),
                new("certificate", "制证", ["clerk"], null, []),
            ],
            "head"),
        Fees = [new("F1", "工本费", "发改价格〔2011〕1号", 20m)],
    };

    /// <summary>The same with an inspection on the spot that law makes indispensable, between review and decision.</summary>
    public static readonly ItemVersion Inspected = Item with
    {
        Flow = Item.Flow with
        {
            Steps =
            [
                Item.Flow.Steps[0],
                Item.Flow.Steps[1] with { Next = ["survey"] },
                new("survey", "现场勘验", ["officer"], null, ["decide"], Mandatory: MandatoryKind.Inspection),
                Item.Flow.Steps[2],
                Item.Flow.Steps[3],
            ],
        },
    };

    /// <summary>Reviewed here, decided by the city: the opinion is due after the 20 working days of art. 43.</summary>
    public static readonly ItemVersion ReportedUp = Item with { ReportedUp = true, Limits = Item.Limits with { Promised = null } };

    /// <summary>One version of the rules as the permit's department is judged by it.</summary>
    public static Rulebooks With(Rulebook version) => new([version], Level.County, new Dictionary<string, int> { ["traffic"] = 7 });
}
