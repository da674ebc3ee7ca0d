using Grains.Catalogue;
using Grains.Clocks;

namespace Web.Demo.Items;

/// <summary>The limits of generated items, by pattern and code (docs/demo.md has the table).</summary>
public static class PatternLimits
{
    /// <summary>The limits of an item; promised ones are at most half of the legal ones (seed 001), except ex officio.</summary>
    public static ItemLimits Of(FlowPattern pattern, ItemKind kind, string baseCode)
    {
        var die = Dice.Throw(4, "promised", baseCode);
        var limits = pattern switch
        {
            FlowPattern.AtOnce => Days(legal: 5, promised: die == 3 ? 1 : 0) with { Accept = Limit.WorkingDays(0) },
            FlowPattern.Plain => Days(legal: 15, promised: 3 + die),
            FlowPattern.SiteInspection => Days(legal: 20, promised: 5 + die),
            FlowPattern.Quarantine => Days(legal: 3, promised: 1) with { Promised = Limit.Hours(24), Accept = Limit.Hours(4) },
            FlowPattern.Exam => Days(legal: 20, promised: 10),
            FlowPattern.Hearing or FlowPattern.Testing => Days(legal: 20, promised: 7 + die) with { ExtensionDays = 10 },
            FlowPattern.Tender => Days(legal: 20, promised: 10) with { ExtensionDays = 10 },
            FlowPattern.JointReview => Days(legal: 45, promised: 15 + die) with { ExtensionDays = 15 },
            FlowPattern.Benefit => Days(legal: 30, promised: 12 + die),
            FlowPattern.ReportedUp => Days(legal: 20, promised: 8) with { Forward = Limit.WorkingDays(10) },
            FlowPattern.Adjudication => Days(legal: 0, promised: 0) with { Legal = Limit.Months(2), Promised = Limit.CalendarDays(30) },
            FlowPattern.Penalty => Days(legal: 0, promised: 0) with { Legal = LegalDefaults.Penalty.Limit, Promised = Limit.CalendarDays(60 + (5 * die)), Deliver = Limit.CalendarDays(7) },
            _ => Days(legal: 20, promised: 15),
        };
        return kind is ItemKind.Permit && pattern is not FlowPattern.AtOnce && Dice.Throw(5, "green", baseCode) == 0
            ? limits with { GreenChannel = Half(limits.Promised!.Value) }
            : limits;
    }

    private static ItemLimits Days(int legal, int promised) => new(
        null, Limit.WorkingDays(legal), Limit.WorkingDays(promised), Limit.WorkingDays(7), Limit.WorkingDays(10), null, 0, null);

    /// <summary>The emergency channel takes half (domain.md, Cases).</summary>
    private static Limit Half(Limit promised) => promised with { Amount = Math.Max(1, promised.Amount / 2) };
}
