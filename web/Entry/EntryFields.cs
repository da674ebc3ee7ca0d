using System.Collections.Immutable;
using Grains.Cases;
using static Web.Entry.EntryFieldForm;

namespace Web.Entry;

/// <summary>Which fields a form asks for each kind of event: those that docs/interface.md names for it, in that order.</summary>
public static class EntryFields
{
    private static readonly ImmutableArray<EntryField> Application =
    [
        Personal("applicantName"), Personal("applicantIdNumber"), Personal("contactMobile"), Personal("agentName"), F("channel", Choice),
        F("caseType", Choice), F("greenChannel", Flag), F("materials", List), F("prerequisites", List), F("promisedClosingTime", Instant),
    ];

    private static readonly ImmutableArray<EntryField> Document = [F("documentNumber", Text), F("result", Prose)];

    private static readonly ImmutableArray<EntryField> Reasoned = [F("reason", Prose), F("remedies", Prose), F("documentNumber", Text)];

    /// <summary>The fields of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The platform alone records this kind.</exception>
    public static ImmutableArray<EntryField> Of(CaseEventKind kind) => kind switch
    {
        CaseEventKind.Submitted => Application,
        CaseEventKind.SupplementRequested or CaseEventKind.SupplementReceived => [F("materials", List), F("documentNumber", Text)],
        CaseEventKind.Accepted => [F("promisedClosingTime", Instant), F("caseType", Choice), F("greenChannel", Flag), F("prerequisites", List), F("documentNumber", Text)],
        CaseEventKind.NotAccepted => Reasoned,
        CaseEventKind.StepStarted => [F("opinion", Prose)],
        CaseEventKind.StepCompleted => [F("result", Choice), F("opinion", Prose), F("documentNumber", Text)],
        CaseEventKind.Suspended => [F("ground", Choice), F("expectedDays", Number), F("noticeProof", Text), F("reason", Prose)],
        CaseEventKind.Resumed => [F("result", Choice), F("opinion", Prose)],
        CaseEventKind.Extended => [F("days", Number), F("approver", Head), F("reason", Prose), F("noticeProof", Text)],
        CaseEventKind.FeeCharged => [F("feeType", Choice), F("feeItem", Choice), F("amount", Money), F("basis", Text), Personal("payer")],
        CaseEventKind.Approved => [F("documentNumber", Text), F("opinion", Prose)],
        CaseEventKind.Rejected => Reasoned,
        CaseEventKind.Decided => [F("result", Prose), .. Reasoned],
        CaseEventKind.Published => [F("documentNumber", Text)],
        CaseEventKind.Delivered or CaseEventKind.Served => [F("documentNumber", Text), Personal("recipient")],
        CaseEventKind.Forwarded => [F("opinion", Prose), F("documentNumber", Text)],
        CaseEventKind.Withdrawn or CaseEventKind.Closed => [F("reason", Prose)],
        CaseEventKind.Terminated or CaseEventKind.Revoked => Reasoned,
        CaseEventKind.Reconsideration or CaseEventKind.Litigation or CaseEventKind.FollowUpInspected => [F("result", Prose), F("reason", Prose), F("documentNumber", Text)],
        CaseEventKind.Rated => [F("satisfaction", Choice), F("channel", Choice), Personal("rater")],
        CaseEventKind.Corrected => [F("corrects", Choice), F("approver", Choice), F("reason", Prose)],
        CaseEventKind.CaseFiled => [Personal("applicantName"), Personal("applicantIdNumber"), F("reason", Prose), F("documentNumber", Text), F("promisedClosingTime", Instant)],
        CaseEventKind.EvidenceTaken or CaseEventKind.PartyTold or CaseEventKind.Heard or CaseEventKind.Executed => Document,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No form is known for this kind of event."),
    };

    /// <summary>Every kind that can be entered, in the order of the procedure.</summary>
    public static ImmutableArray<CaseEventKind> Kinds { get; } =
    [
        .. EventKindNames.Told.Select(name => EventKindNames.TryParse(name, out var kind) ? kind : default).OrderBy(CaseOrder.Rank),
    ];

    /// <summary>Whether the kind is about a step of the flow.</summary>
    public static bool HasStep(this CaseEventKind kind) => kind is CaseEventKind.StepStarted or CaseEventKind.StepCompleted;

    private static EntryField F(string member, EntryFieldForm form) => new($"data.{member}", form);

    private static EntryField Personal(string member) => new($"data.{member}", Text, Personal: true);
}
