using Grains.Calendars;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>What is wrong with a refusal or a decision, or was left undone after it.</summary>
internal static class RulingFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion? item, WorkCalendar calendar)
    {
        if (state.Refusal is { } refusal)
            FindSilentRefusal(ref docket, state, refusal, state.AcceptedAt > refusal.At ? state.AcceptedAt : null);
        if (state.Decision is not { } decision)
            return;
        if (decision.Kind == CaseEventKind.Rejected)
            FindSilentRefusal(ref docket, state, decision, null);
        if (item is null)
            return;
        if (decision.Kind == CaseEventKind.Approved)
            FindMissingPrerequisites(ref docket, state, item, decision);
        FindLackOfPower(ref docket, item, decision);
        if (PublicationLimit(item, decision) is { } publish)
            FindUndone(ref docket, RuleKind.ResultUnpublished, decision, publish, state.PublishedAt, calendar);
        if (item.DocumentDelivered && DeliveryLimit(item, decision) is { } deliver)
            FindUndone(ref docket, RuleKind.DocumentUndelivered, decision, deliver, state.DeliveredAt, calendar);
    }

    /// <summary>A document follows an approval; a penalty or the like is served where the item sets a limit for it.</summary>
    internal static Limit? DeliveryLimit(ItemVersion item, Ruling decision) => decision.Kind switch
    {
        CaseEventKind.Approved => item.Limits.Deliver ?? LegalDefaults.Deliver.Limit,
        CaseEventKind.Decided => item.Limits.Deliver,
        _ => null,
    };

    /// <summary>What is granted or imposed is made public; a refusal concerns the applicant alone (行政许可法 art. 40).</summary>
    internal static Limit? PublicationLimit(ItemVersion item, Ruling decision) =>
        item.ResultPublic && (decision.Kind is CaseEventKind.Approved or CaseEventKind.Decided) ? item.Limits.Publish : null;

    private static void FindSilentRefusal(ref Docket docket, CaseState state, Ruling ruling, DateTimeOffset? acceptedAfterAll)
    {
        if (ruling is { ReasonTold: true, RemediesTold: true })
            return;
        docket.Find(
            RuleKind.RefusalWithoutReason, ruling.At, ruling.EventId, state.CorrectedAt(ruling.EventId, ruling.At, acceptedAfterAll),
            Told.Of("event", ruling.EventId), Told.Of("lacks", ruling.ReasonTold ? "remedies" : ruling.RemediesTold ? "reason" : "reason, remedies"));
    }

    private static void FindMissingPrerequisites(ref Docket docket, CaseState state, ItemVersion item, Ruling decision)
    {
        if (item.Prerequisites.IsDefaultOrEmpty)
            return;
        foreach (var code in item.Prerequisites)
        {
            if (!state.Prerequisites.Contains(code))
                docket.Find(RuleKind.PrerequisiteMissing, decision.At, code, null, Told.Of("event", decision.EventId), Told.Of("prerequisite", code));
        }
    }

    /// <summary>A decision that names no post cannot be held against any.</summary>
    private static void FindLackOfPower(ref Docket docket, ItemVersion item, Ruling decision)
    {
        if (decision.Post is not { Length: > 0 } post || item.Flow.DecidingPost is not { Length: > 0 } power || post == power)
            return;
        docket.Find(
            RuleKind.DecidedWithoutPower, decision.At, decision.EventId, null,
            Told.Of("event", decision.EventId), Told.Of("post", post), Told.Of("decidingPost", power));
    }

    private static void FindUndone(
        ref Docket docket, RuleKind kind, Ruling decision, Limit limit, DateTimeOffset? doneAt, WorkCalendar calendar)
    {
        var deadline = Deadline.Of(Clock.Due(calendar, decision.At, limit));
        if (!deadline.IsMissed(ref docket, decision.At, doneAt))
            return;
        docket.Find(
            kind, deadline.LateFrom, "", doneAt,
            Told.Of("decidedAt", decision.At), Told.Of("due", deadline.At), Told.Of("dueDay", deadline.Day), Told.Of("doneAt", doneAt));
    }
}
