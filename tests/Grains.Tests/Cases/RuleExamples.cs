using Grains.Cases;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;

namespace Grains.Tests.Cases;

/// <summary>For every kind of rule on cases: stories in which it finds something, and their lawful neighbours.</summary>
internal static class RuleExamples
{
    private const string Later = "2026-03-10 09:00";

    private static readonly CaseDetails Refusal = new() { Reason = "不符合条件", Remedies = "60日内申请复议" };

    private static readonly CaseDetails Extension = new() { Days = 10, Approver = "head", Reason = "案情复杂", NoticeProof = "告知书2号" };

    public static IEnumerable<RuleExample> All =>
    [
        Finds("decision due today", RuleKind.DueToday, Story.Accepted(), "2026-03-16 09:00", Colour.Green, "2026-03-16 00:00"),
        Passes("decision due tomorrow", RuleKind.DueToday, Story.Accepted(), "2026-03-15 23:59"),
        Finds("three working days left", RuleKind.DueSoon, Story.Accepted(), "2026-03-11 09:00", Colour.Yellow, "2026-03-11 00:00"),
        Passes("four working days left", RuleKind.DueSoon, Story.Accepted(), "2026-03-10 09:00"),
        Finds("promise missed", RuleKind.PromiseMissed, Story.Accepted(), "2026-03-17 09:00", Colour.Yellow, "2026-03-17 00:00"),
        Passes("promise kept on the last day", RuleKind.PromiseMissed, Approved("2026-03-16 23:59"), "2026-04-17 09:00"),
        Finds("legal limit missed", RuleKind.LegalLimitMissed, Approved("2026-03-31 00:00"), "2026-03-31 09:00", Colour.Red, "2026-03-31 00:00"),
        Passes("legal limit kept on the last day", RuleKind.LegalLimitMissed, Approved("2026-03-30 23:59"), "2026-04-17 09:00"),
        Finds("promise longer than the law", RuleKind.PromiseBeyondLegalLimit, Promising("2026-03-31 00:01"), Later, Colour.Red, "2026-03-02 10:00"),
        Passes("promise as long as the law", RuleKind.PromiseBeyondLegalLimit, Promising("2026-03-31 00:00"), Later),
        Passes("withdrawn on the last day", RuleKind.PromiseMissed, Story.Accepted().On("2026-03-16 23:59", CaseEventKind.Withdrawn), "2026-04-17 09:00"),
        Passes("pause begun on the due day", RuleKind.PromiseMissed, Story.Accepted().On("2026-03-16 23:59", CaseEventKind.Suspended, details: Pauses.Hearing(5)), "2026-03-18 09:00"),
        Finds("pause begun on the day after", RuleKind.PromiseMissed, Story.Accepted().On("2026-03-17 00:00", CaseEventKind.Suspended, details: Pauses.Hearing(5)), "2026-03-17 09:00", Colour.Yellow, "2026-03-17 00:00"),
        Passes("extended on the last day", RuleKind.LegalLimitMissed, Story.Accepted().On("2026-03-30 23:59", CaseEventKind.Extended, details: Extension), "2026-04-01 09:00"),
        Finds("extended when the limit was over", RuleKind.LegalLimitMissed, Story.Accepted().On("2026-03-31 00:00", CaseEventKind.Extended, details: Extension), "2026-04-01 09:00", Colour.Red, "2026-03-31 00:00"),
        Passes("not accepted", RuleKind.LegalLimitMissed, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-03 09:00", CaseEventKind.NotAccepted, details: Refusal), "2026-05-20 09:00"),
        Passes("withdrawn before acceptance", RuleKind.PromiseMissed, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-03 09:00", CaseEventKind.Withdrawn), "2026-05-20 09:00"),
        Passes("closed before acceptance", RuleKind.PromiseMissed, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-03 09:00", CaseEventKind.Closed), "2026-05-20 09:00"),
        Finds("calls itself reported up on an item decided here", RuleKind.LegalLimitMissed, Story.Accepted(details: new() { CaseType = CaseType.ReportedUp }), "2026-03-31 09:00", Colour.Red, "2026-03-31 00:00", Permit.Item with { Limits = Permit.Item.Limits with { Forward = Limit.WorkingDays(60) } }),
        Passes("no opinion to forward on an item decided here", RuleKind.ForwardedLate, Story.Accepted(details: new() { CaseType = CaseType.ReportedUp }), "2026-06-30 09:00"),
        Finds("opinion forwarded late", RuleKind.ForwardedLate, Story.Accepted().On("2026-03-31 00:00", CaseEventKind.Forwarded), "2026-03-31 09:00", Colour.Yellow, "2026-03-31 00:00", Permit.ReportedUp),
        Passes("opinion forwarded in time", RuleKind.ForwardedLate, Story.Accepted().On("2026-03-30 23:59", CaseEventKind.Forwarded), "2026-03-31 09:00", Permit.ReportedUp),

        Finds("pause for an exam", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5) with { Ground = "exam" }), "2026-03-04 10:00", Colour.Yellow, "2026-03-04 09:00"),
        Finds("pause without notice", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5) with { NoticeProof = null }), "2026-03-04 10:00", Colour.Yellow, "2026-03-04 09:00"),
        Finds("pause without announced length", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5) with { ExpectedDays = null }), "2026-03-04 10:00", Colour.Yellow, "2026-03-04 09:00"),
        Finds("pause without result", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5)).On("2026-03-05 09:00", CaseEventKind.Resumed), "2026-03-05 10:00", Colour.Yellow, "2026-03-05 09:00"),
        Finds("decision in the middle of a pause", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5)).On("2026-03-05 09:00", CaseEventKind.Approved), "2026-03-05 10:00", Colour.Yellow, "2026-03-05 09:00"),
        Finds("unlawful pause that goes on", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5) with { Ground = "exam" }), "2026-03-06 09:00", Colour.Red, "2026-03-04 09:00"),
        Finds("unlawful pause that was ended", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5) with { Ground = "exam" }).On("2026-03-05 09:00", CaseEventKind.Resumed), "2026-03-20 09:00", Colour.Yellow, "2026-03-04 09:00"),
        Passes("lawful pause", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5)).On("2026-03-05 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }), Later),
        Finds("unlawful pause overtaken by the decision", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5) with { Ground = "exam" }).On("2026-03-05 09:00", CaseEventKind.Approved, post: "head"), "2026-03-20 09:00", Colour.Yellow, "2026-03-04 09:00"),
        Passes("pause begun at the instant at which the one before was resumed", RuleKind.UnlawfulPause, PausedAgainAtOnce(), "2026-04-08 09:00"),
        Passes("pause on a law the item cites", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5) with { Ground = "public-notice" }), "2026-03-04 10:00", Permit.Item with { ExtraPauseGrounds = ["public-notice"] }),
        Finds("pause longer than announced", RuleKind.OverlongPause, Paused(Pauses.Hearing(2)), "2026-03-07 00:00", Colour.Yellow, "2026-03-07 00:00"),
        Finds("pause announced for ten years", RuleKind.OverlongPause, Paused(Pauses.Hearing(3650)), "2026-06-02 00:00", Colour.Yellow, "2026-06-02 00:00"),
        Passes("pause announced for ten years, within the first sixty working days", RuleKind.OverlongPause, Paused(Pauses.Hearing(3650)), "2026-06-01 23:59"),
        Finds("pause without announced length that goes on", RuleKind.OverlongPause, Paused(Pauses.Hearing(5) with { ExpectedDays = null }), "2026-06-02 00:00", Colour.Yellow, "2026-06-02 00:00"),
        Finds("resumed too late", RuleKind.OverlongPause, Paused(Pauses.Hearing(2)).On("2026-03-07 00:00", CaseEventKind.Resumed), "2026-03-20 00:00", Colour.Yellow, "2026-03-07 00:00"),
        Passes("limit stopped by a pause begun at the instant at which the one before was resumed", RuleKind.LegalLimitMissed, PausedAgainAtOnce(), "2026-04-08 09:00"),
        Passes("resumed as announced", RuleKind.OverlongPause, Paused(Pauses.Hearing(2)).On("2026-03-06 23:59", CaseEventKind.Resumed), "2026-03-20 00:00"),

        Finds("extension without a reason", RuleKind.UnlawfulExtension, ExtendedBy(Extension with { Reason = " " }), "2026-03-10 10:00", Colour.Yellow, "2026-03-10 09:00"),
        Finds("extension without notice", RuleKind.UnlawfulExtension, ExtendedBy(Extension with { NoticeProof = null }), "2026-03-10 10:00", Colour.Yellow, "2026-03-10 09:00"),
        Finds("extension that nobody approved", RuleKind.UnlawfulExtension, ExtendedBy(Extension with { Approver = null }), "2026-03-10 10:00", Colour.Yellow, "2026-03-10 09:00"),
        Finds("extension by no days", RuleKind.UnlawfulExtension, ExtendedBy(Extension with { Days = null }), "2026-03-10 10:00", Colour.Yellow, "2026-03-10 09:00"),
        Finds("extension by more days than the item allows", RuleKind.UnlawfulExtension, ExtendedBy(Extension with { Days = 11 }), "2026-03-10 10:00", Colour.Yellow, "2026-03-10 09:00"),
        Finds("second extension", RuleKind.UnlawfulExtension, ExtendedBy(Extension).On("2026-03-11 09:00", CaseEventKind.Extended, details: Extension), "2026-03-11 10:00", Colour.Yellow, "2026-03-11 09:00"),
        Finds("extension without a reason that stays so", RuleKind.UnlawfulExtension, ExtendedBy(Extension with { Reason = null }), "2026-03-12 00:00", Colour.Red, "2026-03-10 09:00"),
        Finds("extension without a reason, corrected", RuleKind.UnlawfulExtension, ExtendedBy(Extension with { Reason = null }).On("2026-03-10 15:00", CaseEventKind.Corrected, details: new() { Corrects = "extension", Approver = "head" }), "2026-03-20 09:00", Colour.Yellow, "2026-03-10 09:00"),
        Passes("lawful extension", RuleKind.UnlawfulExtension, ExtendedBy(Extension), "2026-03-20 09:00"),
        Passes("extension told by two systems", RuleKind.UnlawfulExtension, ExtendedBy(Extension).On("2026-03-10 09:00", CaseEventKind.Extended, details: Extension, source: CaseSource.Hall), "2026-03-20 09:00"),
        Passes("extension without a reason moves the deadline as a pause without notice does", RuleKind.LegalLimitMissed, ExtendedBy(Extension with { Reason = null }), "2026-04-01 09:00"),
        Finds("extension that nobody approved moves nothing", RuleKind.LegalLimitMissed, ExtendedBy(Extension with { Approver = null }), "2026-04-01 09:00", Colour.Red, "2026-03-31 00:00"),
        Passes("withdrawn in the middle of a pause", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5)).On("2026-03-05 09:00", CaseEventKind.Withdrawn), "2026-03-20 09:00"),
        Passes("terminated in the middle of a pause", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5)).On("2026-03-05 09:00", CaseEventKind.Terminated), "2026-03-20 09:00"),
        Finds("closed in the middle of a pause", RuleKind.UnlawfulPause, Paused(Pauses.Hearing(5)).On("2026-03-05 09:00", CaseEventKind.Closed), "2026-03-05 10:00", Colour.Yellow, "2026-03-05 09:00"),
        Finds("pause told of on the third working day", RuleKind.DeadlineMovedLate, PausedAt("2026-03-04 09:00", recorded: "2026-03-06 00:00"), Later, Colour.Yellow, "2026-03-06 00:00"),
        Passes("pause told of on the second working day", RuleKind.DeadlineMovedLate, PausedAt("2026-03-04 09:00", recorded: "2026-03-05 23:59"), Later),
        Finds("pause told of when the promise was missed", RuleKind.DeadlineMovedLate, PausedAt("2026-03-16 15:00", recorded: "2026-03-17 00:00"), "2026-03-17 09:00", Colour.Yellow, "2026-03-17 00:00"),
        Passes("pause told of on the due day", RuleKind.DeadlineMovedLate, PausedAt("2026-03-16 15:00", recorded: "2026-03-16 23:59"), "2026-03-17 09:00"),
        Passes("pause that moves nothing, told of late", RuleKind.DeadlineMovedLate, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "exam" }, recorded: "2026-03-20 09:00"), "2026-03-20 09:00"),
        Finds("extension told of when the promise was missed", RuleKind.DeadlineMovedLate, Story.Accepted().On("2026-03-16 15:00", CaseEventKind.Extended, details: Extension, recorded: "2026-03-17 09:00"), "2026-03-17 09:00", Colour.Yellow, "2026-03-17 00:00"),
        Passes("extension told of at once", RuleKind.DeadlineMovedLate, Story.Accepted().On("2026-03-16 15:00", CaseEventKind.Extended, details: Extension), "2026-03-20 09:00"),

        Finds("supplement after acceptance", RuleKind.SupplementAfterAcceptance, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.SupplementRequested), "2026-03-04 10:00", Colour.Yellow, "2026-03-04 09:00"),
        Finds("supplement after acceptance, corrected", RuleKind.SupplementAfterAcceptance, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.SupplementRequested, id: "x").On("2026-03-05 09:00", CaseEventKind.Corrected, details: new() { Corrects = "x", Approver = "head" }), "2026-03-20 10:00", Colour.Yellow, "2026-03-04 09:00"),
        Finds("supplement after acceptance, correction not approved", RuleKind.SupplementAfterAcceptance, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.SupplementRequested, id: "x").On("2026-03-05 09:00", CaseEventKind.Corrected, details: new() { Corrects = "x" }), "2026-03-20 10:00", Colour.Red, "2026-03-04 09:00"),
        Finds("supplement after acceptance, corrected before it was asked for", RuleKind.SupplementAfterAcceptance, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.Corrected, details: new() { Corrects = "x", Approver = "head" }).On("2026-03-04 09:00", CaseEventKind.SupplementRequested, id: "x"), "2026-03-20 09:00", Colour.Red, "2026-03-04 09:00"),
        Passes("supplement before acceptance", RuleKind.SupplementAfterAcceptance, Supplemented().On("2026-03-05 09:00", CaseEventKind.Accepted), Later),
        Finds("second supplement request", RuleKind.SecondSupplementRequest, Supplemented().On("2026-03-05 09:00", CaseEventKind.SupplementRequested), "2026-03-05 10:00", Colour.Yellow, "2026-03-05 09:00"),
        Passes("one supplement request", RuleKind.SecondSupplementRequest, Supplemented(), "2026-03-05 10:00"),
        Finds("not accepted without reason", RuleKind.RefusalWithoutReason, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-03 09:00", CaseEventKind.NotAccepted), "2026-03-03 10:00", Colour.Yellow, "2026-03-03 09:00"),
        Finds("rejected without remedies", RuleKind.RefusalWithoutReason, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.Rejected, details: Refusal with { Remedies = " " }), "2026-03-03 10:00", Colour.Yellow, "2026-03-03 09:00"),
        Finds("refused, then accepted after all", RuleKind.RefusalWithoutReason, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-03 09:00", CaseEventKind.NotAccepted).On("2026-03-04 09:00", CaseEventKind.Accepted), "2026-03-12 10:00", Colour.Yellow, "2026-03-03 09:00"),
        Passes("rejected with reason and remedies", RuleKind.RefusalWithoutReason, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.Rejected, details: Refusal), Later),
        Finds("granted without a prerequisite", RuleKind.PrerequisiteMissing, Approved("2026-03-04 09:00"), Later, Colour.Red, "2026-03-04 09:00", Permit.Item with { Prerequisites = ["P1"] }),
        Finds("prerequisite presented after the decision", RuleKind.PrerequisiteMissing, Approved("2026-03-04 09:00").On("2026-03-05 09:00", CaseEventKind.Delivered, details: new() { Prerequisites = ["P1"] }), Later, Colour.Red, "2026-03-04 09:00", Permit.Item with { Prerequisites = ["P1"] }),
        Passes("granted with the prerequisite", RuleKind.PrerequisiteMissing, Story.Accepted(details: new() { Prerequisites = ["P2", "P1"] }).On("2026-03-04 09:00", CaseEventKind.Approved), Later, Permit.Item with { Prerequisites = ["P1"] }),
        Passes("rejected without the prerequisite", RuleKind.PrerequisiteMissing, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Rejected, details: Refusal), Later, Permit.Item with { Prerequisites = ["P1"] }),

        Finds("step longer than its limit", RuleKind.StepOverdue, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer"), "2026-03-07 00:00", Colour.Yellow, "2026-03-07 00:00"),
        Finds("step ended late", RuleKind.StepOverdue, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer").On("2026-03-07 00:00", CaseEventKind.StepCompleted, "review", "officer"), "2026-03-20 00:00", Colour.Yellow, "2026-03-07 00:00"),
        Passes("step ended in time", RuleKind.StepOverdue, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer").On("2026-03-06 23:59", CaseEventKind.StepCompleted, "review", "officer"), "2026-03-20 00:00"),
        Passes("step begun again at the instant at which it ended", RuleKind.StepOverdue, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer").On("2026-03-05 09:00", CaseEventKind.StepCompleted, "review", "officer").On("2026-03-05 09:00", CaseEventKind.StepStarted, "review", "officer").On("2026-03-09 09:00", CaseEventKind.StepCompleted, "review", "officer"), "2026-03-09 10:00"),
        Passes("step that stood in a lawful pause", RuleKind.StepOverdue, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer").On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(10)), "2026-03-10 00:00"),

        Finds("result not published", RuleKind.ResultUnpublished, Approved("2026-03-04 09:00"), "2026-03-14 00:00", Colour.Yellow, "2026-03-14 00:00"),
        Finds("published before the decision alone", RuleKind.ResultUnpublished, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.Published).On("2026-03-04 09:00", CaseEventKind.Approved, post: "head"), "2026-03-14 00:00", Colour.Yellow, "2026-03-14 00:00"),
        Passes("published at the instant of the decision", RuleKind.ResultUnpublished, Approved("2026-03-04 09:00").On("2026-03-04 09:00", CaseEventKind.Published), "2026-03-20 00:00"),
        Finds("notice served before the decision alone", RuleKind.DocumentUndelivered, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.Served).On("2026-03-04 09:00", CaseEventKind.Approved, post: "head"), "2026-03-19 00:00", Colour.Yellow, "2026-03-19 00:00"),
        Finds("result not published for long", RuleKind.ResultUnpublished, Approved("2026-03-04 09:00"), "2026-03-17 00:00", Colour.Red, "2026-03-14 00:00"),
        Passes("result published", RuleKind.ResultUnpublished, Approved("2026-03-04 09:00").On("2026-03-13 23:59", CaseEventKind.Published), "2026-03-20 00:00"),
        Finds("penalty imposed and not published", RuleKind.ResultUnpublished, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Decided, post: "head"), "2026-03-14 00:00", Colour.Yellow, "2026-03-14 00:00"),
        Passes("nothing to publish after a rejection", RuleKind.ResultUnpublished, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Rejected, details: Refusal), "2026-03-20 00:00"),
        Passes("result that is not public", RuleKind.ResultUnpublished, Approved("2026-03-04 09:00"), "2026-03-20 00:00", Permit.Item with { ResultPublic = false }),
        Finds("document not delivered", RuleKind.DocumentUndelivered, Approved("2026-03-04 09:00"), "2026-03-19 00:00", Colour.Yellow, "2026-03-19 00:00"),
        Passes("document delivered", RuleKind.DocumentUndelivered, Approved("2026-03-04 09:00").On("2026-03-18 23:59", CaseEventKind.Delivered), "2026-03-30 00:00"),
        Passes("nothing to deliver after a rejection", RuleKind.DocumentUndelivered, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Rejected, details: Refusal), "2026-03-30 00:00"),

        Finds("granted without the inspection", RuleKind.MandatoryStepMissing, Approved("2026-03-04 09:00"), Later, Colour.Red, "2026-03-04 09:00", Permit.Inspected),
        Finds("inspection never completed", RuleKind.MandatoryStepMissing, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepStarted, "survey", "officer").On("2026-03-04 09:00", CaseEventKind.Approved), Later, Colour.Red, "2026-03-04 09:00", Permit.Inspected),
        Passes("granted after the inspection", RuleKind.MandatoryStepMissing, Inspected("passed").On("2026-03-04 09:00", CaseEventKind.Approved), Later, Permit.Inspected),
        Passes("inspection as a special procedure", RuleKind.MandatoryStepMissing, PausedForInspection("passed").On("2026-03-06 09:00", CaseEventKind.Approved), Later, Permit.Inspected),
        Passes("rejected before the inspection", RuleKind.MandatoryStepMissing, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Rejected, details: Refusal), Later, Permit.Inspected),
        Finds("granted against the inspection", RuleKind.DecisionAgainstResult, Inspected("failed").On("2026-03-04 09:00", CaseEventKind.Approved), Later, Colour.Red, "2026-03-04 09:00", Permit.Inspected),
        Finds("granted against a special procedure", RuleKind.DecisionAgainstResult, PausedForInspection("failed").On("2026-03-06 09:00", CaseEventKind.Approved), Later, Colour.Red, "2026-03-06 09:00"),
        Finds("failed inspection ended again without a result", RuleKind.DecisionAgainstResult, Inspected("failed").On("2026-03-03 16:00", CaseEventKind.StepCompleted, "survey", "officer").On("2026-03-04 09:00", CaseEventKind.Approved), Later, Colour.Red, "2026-03-04 09:00", Permit.Inspected),
        Finds("failed special procedure repeated without a result", RuleKind.DecisionAgainstResult, PausedForInspection("failed").On("2026-03-05 10:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "inspection" }).On("2026-03-05 11:00", CaseEventKind.Resumed).On("2026-03-06 09:00", CaseEventKind.Approved), Later, Colour.Red, "2026-03-06 09:00"),
        Passes("failed special procedure repeated with a result", RuleKind.DecisionAgainstResult, PausedForInspection("failed").On("2026-03-05 10:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "inspection" }).On("2026-03-05 11:00", CaseEventKind.Resumed, details: new() { Result = "passed" }).On("2026-03-06 09:00", CaseEventKind.Approved), Later),
        Passes("granted after a second inspection on the same day, told by dates alone", RuleKind.DecisionAgainstResult, Story.Accepted().On("2026-03-05 00:00", CaseEventKind.StepCompleted, "survey", "officer", new() { Result = "passed" }, id: "a").On("2026-03-05 00:00", CaseEventKind.StepCompleted, "survey", "officer", new() { Result = "failed" }, id: "b").On("2026-03-06 09:00", CaseEventKind.Approved), Later, Permit.Inspected),
        Passes("rejected after a failed inspection", RuleKind.DecisionAgainstResult, Inspected("failed").On("2026-03-04 09:00", CaseEventKind.Rejected, details: Refusal), Later, Permit.Inspected),
        Passes("granted after a second inspection", RuleKind.DecisionAgainstResult, Inspected("failed").On("2026-03-05 09:00", CaseEventKind.StepCompleted, "survey", "officer", new() { Result = "passed" }).On("2026-03-06 09:00", CaseEventKind.Approved), Later, Permit.Inspected),
        Passes("a result in words", RuleKind.DecisionAgainstResult, Inspected("基本符合, 需整改").On("2026-03-06 09:00", CaseEventKind.Approved), Later, Permit.Inspected),

        Finds("step out of order", RuleKind.FlowDeviation, Steps("window", "decide"), Later, Colour.Red, "2026-03-03 10:00"),
        Finds("begun in the middle", RuleKind.FlowDeviation, Steps("review"), Later, Colour.Red, "2026-03-03 09:00"),
        Finds("step the flow does not know", RuleKind.FlowDeviation, Steps("window", "banquet", "review"), Later, Colour.Red, "2026-03-03 10:00"),
        Finds("step by the wrong post", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepCompleted, "window", "head"), Later, Colour.Red, "2026-03-03 09:00"),
        Finds("decided right after the window", RuleKind.FlowDeviation, Steps("window").On("2026-03-04 09:00", CaseEventKind.Approved, post: "head"), Later, Colour.Red, "2026-03-04 09:00"),
        Finds("calls itself reported up and is forwarded", RuleKind.FlowDeviation, Story.Accepted(details: new() { CaseType = CaseType.ReportedUp }).On("2026-03-04 09:00", CaseEventKind.Forwarded), Later, Colour.Red, "2026-03-04 09:00"),
        Finds("forwarded although decided here", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Forwarded), Later, Colour.Red, "2026-03-04 09:00"),
        Passes("the published path", RuleKind.FlowDeviation, Steps("window", "review", "decide", "certificate"), Later),
        Passes("a step begun at the instant at which the one before was told to have ended", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepCompleted, "window", "clerk").On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer"), Later),
        Passes("two steps told to have ended at one instant", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepCompleted, "window", "clerk", id: "b").On("2026-03-03 09:00", CaseEventKind.StepCompleted, "review", "officer", id: "a"), Later),
        Passes("steps told by dates alone", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-03 00:00", CaseEventKind.StepStarted, "window", "clerk", id: "5f0c").On("2026-03-03 00:00", CaseEventKind.StepCompleted, "window", "clerk", id: "a7d1").On("2026-03-03 00:00", CaseEventKind.StepStarted, "review", "officer", id: "12be"), Later),
        Passes("decided on the day of all steps, told by dates alone", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-03 00:00", CaseEventKind.StepCompleted, "window", "clerk", id: "b").On("2026-03-03 00:00", CaseEventKind.StepCompleted, "review", "officer", id: "a").On("2026-03-03 00:00", CaseEventKind.Approved, post: "head"), Later),
        Finds("steps at one instant of which one is left out", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepCompleted, "decide", "head", id: "a").On("2026-03-03 09:00", CaseEventKind.StepCompleted, "window", "clerk", id: "b"), Later, Colour.Red, "2026-03-03 09:00"),
        Finds("closed without a decision", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-05 09:00", CaseEventKind.Closed), Later, Colour.Red, "2026-03-05 09:00"),
        Finds("closed before the decision", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-05 09:00", CaseEventKind.Closed).On("2026-03-06 09:00", CaseEventKind.Approved, post: "head"), Later, Colour.Red, "2026-03-05 09:00"),
        Finds("closed without a decision and without the inspection", RuleKind.MandatoryStepMissing, Story.Accepted().On("2026-03-05 09:00", CaseEventKind.Closed), Later, Colour.Red, "2026-03-05 09:00", Permit.Inspected),
        Passes("closed with the decision", RuleKind.FlowDeviation, Approved("2026-03-05 09:00").On("2026-03-05 09:00", CaseEventKind.Closed), Later),
        Passes("closed after the applicant withdrew, undecided", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Withdrawn).On("2026-03-05 09:00", CaseEventKind.Closed), Later),
        Passes("terminated and closed, undecided", RuleKind.MandatoryStepMissing, Story.Accepted().On("2026-03-05 09:00", CaseEventKind.Terminated, details: new() { Reason = "申请人死亡" }).On("2026-03-05 09:00", CaseEventKind.Closed), Later, Permit.Inspected),
        Passes("closed before it was accepted", RuleKind.FlowDeviation, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-03 09:00", CaseEventKind.Closed), Later),
        Passes("sent up and closed", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Forwarded).On("2026-03-05 09:00", CaseEventKind.Closed), Later, Permit.ReportedUp),
        Passes("an inspection ex officio closed without a decision", RuleKind.FlowDeviation, new Story().On("2026-03-02 09:00", CaseEventKind.CaseFiled).On("2026-03-05 09:00", CaseEventKind.Closed), Later, Permit.Item with { Kind = ItemKind.Inspection }),
        Passes("a service that ends without a decision", RuleKind.FlowDeviation, Story.Accepted().On("2026-03-05 09:00", CaseEventKind.Closed), Later, Permit.Item with { Kind = ItemKind.PublicService }),
        Passes("imported history that holds no decision", RuleKind.FlowDeviation, Story.Accepted(CaseSource.History).On("2026-03-05 09:00", CaseEventKind.Closed), Later),
        Passes("imported open and closed by a live source", RuleKind.FlowDeviation, Story.Accepted(CaseSource.History).On("2026-03-05 09:00", CaseEventKind.Closed, source: CaseSource.Interface), Later),
        Passes("the decision stands for the deciding step", RuleKind.FlowDeviation, Steps("window", "review").On("2026-03-04 09:00", CaseEventKind.Approved, post: "head"), Later),
        Passes("an optional step left out", RuleKind.FlowDeviation, Steps("window", "decide"), Later, Permit.Item with { Flow = Permit.Item.Flow with { Steps = Permit.Item.Flow.Steps.SetItem(1, Permit.Item.Flow.Steps[1] with { Optional = true }) } }),
        Passes("no steps reported", RuleKind.FlowDeviation, Approved("2026-03-04 09:00"), Later),
        Finds("decided by the officer", RuleKind.DecidedWithoutPower, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Approved, post: "officer"), Later, Colour.Red, "2026-03-04 09:00"),
        Passes("decided by the head", RuleKind.DecidedWithoutPower, Approved("2026-03-04 09:00"), Later),
        Passes("extended by approval, told by the officer who handles it", RuleKind.DecidedWithoutPower, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Extended, post: "officer", details: Extension), Later),

        Finds("fee outside the catalogue", RuleKind.ChargeOutsideCatalogue, Charged("fee", "F2", 10), Later, Colour.Red, "2026-03-04 09:00"),
        Finds("fee above the standard", RuleKind.ChargeOutsideCatalogue, Charged("fee", "F1", 20.01m), Later, Colour.Red, "2026-03-04 09:00"),
        Finds("fee split in two", RuleKind.ChargeOutsideCatalogue, Charged("fee", "F1", 15).On("2026-03-05 09:00", CaseEventKind.FeeCharged, details: new() { FeeType = "fee", FeeItem = "F1", Amount = 15 }), Later, Colour.Red, "2026-03-05 09:00"),
        Finds("a deposit", RuleKind.ChargeOutsideCatalogue, Charged("deposit", null, 1000), Later, Colour.Red, "2026-03-04 09:00"),
        Finds("a deposit under the code of a fee", RuleKind.ChargeOutsideCatalogue, Charged("deposit", "F1", 20), Later, Colour.Red, "2026-03-04 09:00"),
        Passes("fee of a kind told in the office's own words", RuleKind.ChargeOutsideCatalogue, Charged("行政事业性收费", "F1", 20), Later),
        Passes("fee by the catalogue", RuleKind.ChargeOutsideCatalogue, Charged("fee", "F1", 20), Later),
        Finds("a second decision", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-05 09:00", CaseEventKind.Rejected, details: Refusal), Later, Colour.Red, "2026-03-05 09:00"),
        Passes("the same decision told by two systems", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-04 09:00", CaseEventKind.Approved, post: "head", source: CaseSource.Hall), Later),
        Passes("the same decision told by another system a minute later", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-04 09:01", CaseEventKind.Approved, post: "head", source: CaseSource.Hall), Later),
        Passes("the same decision told again at its instant", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-04 09:00", CaseEventKind.Approved, post: "head"), Later),
        Finds("the same system decides again", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-05 09:00", CaseEventKind.Approved, post: "head"), Later, Colour.Red, "2026-03-05 09:00"),
        Finds("the other system decides again, too", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-04 09:01", CaseEventKind.Approved, source: CaseSource.Hall).On("2026-03-05 09:00", CaseEventKind.Approved, source: CaseSource.Hall), Later, Colour.Red, "2026-03-05 09:00"),
        Finds("another decision by another system", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-04 09:00", CaseEventKind.Rejected, details: Refusal, source: CaseSource.Hall), Later, Colour.Red, "2026-03-04 09:00"),
        Passes("the acceptance told by another system after the decision", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-04 10:00", CaseEventKind.Accepted, source: CaseSource.Hall), Later),
        Finds("accepted again after the decision", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-04 10:00", CaseEventKind.Accepted), Later, Colour.Red, "2026-03-04 10:00"),
        Passes("not accepted, told by two systems", RuleKind.EventAfterDecision, NotAccepted().On("2026-03-03 09:00", CaseEventKind.NotAccepted, details: Refusal, source: CaseSource.Hall), Later),
        Finds("not accepted again", RuleKind.EventAfterDecision, NotAccepted().On("2026-03-04 09:00", CaseEventKind.NotAccepted, details: Refusal), Later, Colour.Red, "2026-03-04 09:00"),
        Passes("withdrawn, told by two systems", RuleKind.EventAfterDecision, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Withdrawn).On("2026-03-04 09:05", CaseEventKind.Withdrawn, source: CaseSource.Hall), Later),
        Finds("reviewed after the decision", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-05 09:00", CaseEventKind.StepCompleted, "review", "officer"), Later, Colour.Red, "2026-03-05 09:00"),
        Finds("charged after the end", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-05 09:00", CaseEventKind.Closed).On("2026-03-06 09:00", CaseEventKind.FeeCharged), Later, Colour.Red, "2026-03-06 09:00"),
        Passes("what follows a decision", RuleKind.EventAfterDecision, Aftermath(), "2026-03-20 09:00"),
        Passes("the deciding step ends with the decision", RuleKind.EventAfterDecision, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepStarted, "decide", "head").On("2026-03-04 09:00", CaseEventKind.Approved, post: "head").On("2026-03-04 09:05", CaseEventKind.StepCompleted, "decide", "head"), Later),
        Passes("the deciding step told right after the decision", RuleKind.EventAfterDecision, Approved("2026-03-04 09:00").On("2026-03-04 09:00:01", CaseEventKind.StepCompleted, "decide", "head"), Later),
        Finds("the deciding step gone through again", RuleKind.EventAfterDecision, Story.Accepted().On("2026-03-03 09:00", CaseEventKind.StepCompleted, "decide", "head").On("2026-03-04 09:00", CaseEventKind.Approved, post: "head").On("2026-03-05 09:00", CaseEventKind.StepCompleted, "decide", "head"), Later, Colour.Red, "2026-03-05 09:00"),
        Passes("closed after the applicant withdrew", RuleKind.EventAfterDecision, Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Withdrawn).On("2026-03-05 09:00", CaseEventKind.Closed), Later),
        Finds("a retired item", RuleKind.RetiredItem, Story.Accepted(), Later, Colour.Red, "2026-03-02 10:00", retired: true),
        Finds("a retired item granted without an acceptance told", RuleKind.RetiredItem, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-04 09:00", CaseEventKind.Approved, post: "head"), Later, Colour.Red, "2026-03-04 09:00", retired: true),
        Finds("a retired item charged for without an acceptance told", RuleKind.RetiredItem, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-03 09:00", CaseEventKind.FeeCharged, details: new() { FeeType = "fee", FeeItem = "F1", Amount = 20 }), Later, Colour.Red, "2026-03-03 09:00", retired: true),
        Finds("a retired item reviewed without an acceptance told", RuleKind.RetiredItem, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer").On("2026-03-04 09:00", CaseEventKind.Approved, post: "head"), Later, Colour.Red, "2026-03-03 09:00", retired: true),
        Passes("a retired item, rejected without an acceptance told", RuleKind.RetiredItem, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-03 09:00", CaseEventKind.Rejected, details: Refusal), Later, retired: true),
        Passes("a retired item, received at the window and refused", RuleKind.RetiredItem, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-02 09:05", CaseEventKind.StepCompleted, "window", "clerk").On("2026-03-03 09:00", CaseEventKind.NotAccepted, details: Refusal), Later, retired: true),
        Passes("a retired item, refused", RuleKind.RetiredItem, new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).On("2026-03-03 09:00", CaseEventKind.NotAccepted, details: Refusal), Later, retired: true),
        Finds("all within a minute", RuleKind.StepsWithinSeconds, Hasty("10:00:50"), Later, Colour.Yellow, "2026-03-02 10:00:50"),
        Finds("all steps within a minute, days after the acceptance", RuleKind.StepsWithinSeconds, TypedInLater("2026-03-05 10:00:30"), "2026-03-05 11:00", Colour.Yellow, "2026-03-05 10:00:40"),
        Passes("all steps but the first within a minute, days after the acceptance", RuleKind.StepsWithinSeconds, TypedInLater("2026-03-05 10:00:30", "2026-03-03 10:00"), "2026-03-05 11:00"),
        Passes("last step and decision at once, days after the acceptance", RuleKind.StepsWithinSeconds, Steps("window", "review").On("2026-03-03 10:00:20", CaseEventKind.StepCompleted, "decide", "head").On("2026-03-03 10:00:40", CaseEventKind.Approved, post: "head"), Later),
        Passes("all within two minutes", RuleKind.StepsWithinSeconds, Hasty("10:02:00"), Later),
        Passes("an item published as decided on the spot", RuleKind.StepsWithinSeconds, Hasty("10:00:50"), Later, Permit.Item with { Immediate = true, Limits = Permit.Item.Limits with { Promised = Limit.WorkingDays(1), GreenChannel = null } }),
        Passes("handled on the spot", RuleKind.StepsWithinSeconds, Hasty("10:00:50", CaseType.Immediate), Later),
    ];

    private static RuleExample Finds(
        string name, RuleKind kind, Story story, string now, Colour colour, string trueFrom, ItemVersion? item = null, bool retired = false) =>
        new(name, kind, story, now, item ?? Permit.Item, retired, colour, trueFrom);

    private static RuleExample Passes(string name, RuleKind kind, Story story, string now, ItemVersion? item = null, bool retired = false) =>
        new(name, kind, story, now, item ?? Permit.Item, retired, Colour.None, null);

    private static Story Approved(string at) => Story.Accepted().On(at, CaseEventKind.Approved, post: "head");

    private static Story Promising(string until) => Story.Accepted(details: new() { PromisedClosingTime = Story.Local(until) });

    private static Story Paused(CaseDetails details) => Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Suspended, details: details);

    private static Story ExtendedBy(CaseDetails details) =>
        Story.Accepted().On("2026-03-10 09:00", CaseEventKind.Extended, details: details, id: "extension");

    private static Story PausedAt(string at, string recorded) =>
        Story.Accepted().On(at, CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: recorded);

    private static Story PausedAgainAtOnce() => Story.Accepted()
        .On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
        .On("2026-03-10 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
        .On("2026-03-10 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(30) with { Ground = "inspection" });

    private static Story NotAccepted() => new Story()
        .On("2026-03-02 09:00", CaseEventKind.Submitted)
        .On("2026-03-03 09:00", CaseEventKind.NotAccepted, details: Refusal);

    private static Story PausedForInspection(string result) => Paused(Pauses.Hearing(5) with { Ground = "inspection" })
        .On("2026-03-05 09:00", CaseEventKind.Resumed, details: new() { Result = result });

    private static Story Supplemented() => new Story()
        .On("2026-03-02 09:00", CaseEventKind.Submitted)
        .On("2026-03-03 09:00", CaseEventKind.SupplementRequested)
        .On("2026-03-04 09:00", CaseEventKind.SupplementReceived);

    private static Story Inspected(string result) => Story.Accepted()
        .On("2026-03-03 09:00", CaseEventKind.StepStarted, "survey", "officer")
        .On("2026-03-03 15:00", CaseEventKind.StepCompleted, "survey", "officer", new() { Result = result });

    private static Story Steps(params string[] steps)
    {
        var story = Story.Accepted();
        for (var i = 0; i < steps.Length; i++)
            story.On($"2026-03-03 {9 + i:00}:00", CaseEventKind.StepCompleted, steps[i]);
        return story;
    }

    private static Story Charged(string type, string? item, decimal amount) =>
        Story.Accepted().On("2026-03-04 09:00", CaseEventKind.FeeCharged, details: new() { FeeType = type, FeeItem = item, Amount = amount });

    private static Story Aftermath() => Approved("2026-03-04 09:00")
        .On("2026-03-04 10:00", CaseEventKind.StepStarted, "certificate", "clerk")
        .On("2026-03-04 11:00", CaseEventKind.StepCompleted, "certificate", "clerk")
        .On("2026-03-04 12:00", CaseEventKind.FeeCharged, details: new() { FeeType = "fee", FeeItem = "F1", Amount = 5 })
        .On("2026-03-05 09:00", CaseEventKind.Published)
        .On("2026-03-05 10:00", CaseEventKind.Delivered)
        .On("2026-03-05 11:00", CaseEventKind.Closed)
        .On("2026-03-06 09:00", CaseEventKind.Rated, details: new() { Satisfaction = 1 })
        .On("2026-03-09 09:00", CaseEventKind.Reconsideration)
        .On("2026-03-19 09:00", CaseEventKind.Revoked);

    private static Story TypedInLater(string decide, string window = "2026-03-05 10:00:10") => Story.Accepted()
        .On(window, CaseEventKind.StepCompleted, "window", "clerk")
        .On("2026-03-05 10:00:20", CaseEventKind.StepCompleted, "review", "officer")
        .On(decide, CaseEventKind.StepCompleted, "decide", "head")
        .On("2026-03-05 10:00:40", CaseEventKind.Approved, post: "head");

    private static Story Hasty(string decided, CaseType? type = null) => new Story()
        .On("2026-03-02 09:00", CaseEventKind.Submitted, details: new() { CaseType = type })
        .On("2026-03-02 10:00:00", CaseEventKind.Accepted)
        .On("2026-03-02 10:00:10", CaseEventKind.StepCompleted, "window", "clerk")
        .On("2026-03-02 10:00:20", CaseEventKind.StepCompleted, "review", "officer")
        .On($"2026-03-02 {decided}", CaseEventKind.Approved, post: "head");
}
