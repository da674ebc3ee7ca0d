using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>
/// Extensions without approver, length, reason or proof that the applicant was told it, longer than the item allows, and every
/// one after the first (行政许可法 art. 42: once, approved by the head, the applicant told the reason).
/// </summary>
/// <remarks>As with pauses, what lacks a form still counts, and is a fault; what nobody approved, or comes second, extends nothing.</remarks>
internal static class ExtensionFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion? item)
    {
        var granted = DecisionClock.Granted(state);
        foreach (var extension in state.Extensions)
        {
            if (Lacks(extension, IsSecond(extension, granted), item) is not { } lacks)
                continue;
            docket.Find(
                RuleKind.UnlawfulExtension, extension.At, extension.EventId, state.CorrectedAt(extension.EventId, extension.At),
                Told.Of("event", extension.EventId), Told.Of("lacks", lacks), Told.Of("days", extension.Days),
                item is null ? Told.Of("allowedDays", "") : Told.Of("allowedDays", item.Limits.ExtensionDays));
        }
    }

    /// <summary>Another than the one that counts, and after it.</summary>
    private static bool IsSecond(in Extension extension, in Extension? granted) =>
        granted is { } first && extension.EventId != first.EventId && first.At <= extension.At;

    /// <summary>What is wrong with it; null where nothing is.</summary>
    private static string? Lacks(in Extension extension, bool isSecond, ItemVersion? item) =>
        isSecond ? "onlyOnce"
        : !extension.Approved ? "approver"
        : extension.Days == 0 ? "days"
        : extension.Days > item?.Limits.ExtensionDays ? "allowedDays"
        : !extension.ReasonTold ? "reason"
        : !extension.ApplicantTold ? "noticeProof"
        : null;
}
