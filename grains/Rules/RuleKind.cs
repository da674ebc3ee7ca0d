namespace Grains.Rules;

/// <summary>The typed kinds of rule; a rulebook sets their parameters, colour, points and clause.</summary>
public enum RuleKind
{
    /// <summary>Decision due today.</summary>
    DueToday,

    /// <summary>N working days left until the decision is due.</summary>
    DueSoon,

    /// <summary>Decided, or still undecided, after the promised limit.</summary>
    PromiseMissed,

    /// <summary>Decided, or still undecided, after the legal limit.</summary>
    LegalLimitMissed,

    /// <summary>The case carries a promise later than the legal limit.</summary>
    PromiseBeyondLegalLimit,

    /// <summary>Preliminary opinion not forwarded in time.</summary>
    ForwardedLate,

    /// <summary>A pause without lawful ground, notice or result.</summary>
    UnlawfulPause,

    /// <summary>A pause longer than announced, or longer than the rule lets any pause last.</summary>
    OverlongPause,

    /// <summary>A supplement was requested after acceptance.</summary>
    SupplementAfterAcceptance,

    /// <summary>A second supplement request.</summary>
    SecondSupplementRequest,

    /// <summary>A prerequisite approval was not presented.</summary>
    PrerequisiteMissing,

    /// <summary>A step took longer than its limit.</summary>
    StepOverdue,

    /// <summary>Refused without reasons or remedies told.</summary>
    RefusalWithoutReason,

    /// <summary>Result not published in time.</summary>
    ResultUnpublished,

    /// <summary>Document not delivered in time.</summary>
    DocumentUndelivered,

    /// <summary>Decided without a mandatory step.</summary>
    MandatoryStepMissing,

    /// <summary>Decided against the recorded result of a mandatory step.</summary>
    DecisionAgainstResult,

    /// <summary>The path taken deviates from the published flow.</summary>
    FlowDeviation,

    /// <summary>Decided by a post without the power.</summary>
    DecidedWithoutPower,

    /// <summary>Charged outside the catalogue, or an unlawful deposit or pledge.</summary>
    ChargeOutsideCatalogue,

    /// <summary>Something happened to the case after its decision was in effect, or after its end.</summary>
    EventAfterDecision,

    /// <summary>A retired item was handled.</summary>
    RetiredItem,

    /// <summary>Recorded long after it happened (department).</summary>
    LateEntry,

    /// <summary>Many finished cases recorded within seconds (department).</summary>
    BatchEntry,

    /// <summary>All steps of a case within seconds.</summary>
    StepsWithinSeconds,

    /// <summary>A feed fell silent (department).</summary>
    SilentFeed,

    /// <summary>A pause or an extension was told of long after it began, or only when the deadline that it moves had passed.</summary>
    DeadlineMovedLate,

    /// <summary>An extension without approver, length, reason or notice to the applicant, beyond what the item allows, or a second one.</summary>
    UnlawfulExtension,
}
