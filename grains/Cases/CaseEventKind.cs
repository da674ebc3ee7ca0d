namespace Grains.Cases;

/// <summary>What happened to a case. The numbers are stored in the chain and never change; the names on the wire are kebab-case.</summary>
public enum CaseEventKind : byte
{
    /// <summary>申请: received; the limit for accepting runs.</summary>
    Submitted = 1,

    /// <summary>补正告知: the one-time notice of what is missing.</summary>
    SupplementRequested = 2,

    /// <summary>补正收到: the limit for accepting restarts.</summary>
    SupplementReceived = 3,

    /// <summary>受理: the decision clock starts.</summary>
    Accepted = 4,

    /// <summary>不予受理: the case ends.</summary>
    NotAccepted = 5,

    /// <summary>视为受理: recorded by the platform when the office stays silent, back-dated to receipt (行政许可法 art. 32).</summary>
    DeemedAccepted = 6,

    /// <summary>环节开始.</summary>
    StepStarted = 7,

    /// <summary>环节完成.</summary>
    StepCompleted = 8,

    /// <summary>特别程序开始: clocks pause on a lawful ground.</summary>
    Suspended = 9,

    /// <summary>特别程序结束, with its result.</summary>
    Resumed = 10,

    /// <summary>延长审批.</summary>
    Extended = 11,

    /// <summary>收费.</summary>
    FeeCharged = 12,

    /// <summary>准予: decision.</summary>
    Approved = 13,

    /// <summary>不予许可: decision.</summary>
    Rejected = 14,

    /// <summary>结果公开.</summary>
    Published = 15,

    /// <summary>送达.</summary>
    Delivered = 16,

    /// <summary>上报: preliminary opinion sent to the higher authority.</summary>
    Forwarded = 17,

    /// <summary>撤回 by the applicant.</summary>
    Withdrawn = 18,

    /// <summary>终止.</summary>
    Terminated = 19,

    /// <summary>撤销 of an effective decision.</summary>
    Revoked = 20,

    /// <summary>办结: end.</summary>
    Closed = 21,

    /// <summary>行政复议.</summary>
    Reconsideration = 22,

    /// <summary>行政诉讼.</summary>
    Litigation = 23,

    /// <summary>事后监管检查.</summary>
    FollowUpInspected = 24,

    /// <summary>评价.</summary>
    Rated = 25,

    /// <summary>更正 of an earlier event, which stays visible.</summary>
    Corrected = 26,

    /// <summary>立案 (ex officio).</summary>
    CaseFiled = 30,

    /// <summary>取证 (ex officio).</summary>
    EvidenceTaken = 31,

    /// <summary>告知当事人 (ex officio).</summary>
    PartyTold = 32,

    /// <summary>听证或陈述申辩 (ex officio).</summary>
    Heard = 33,

    /// <summary>处罚等决定 (ex officio): decision.</summary>
    Decided = 34,

    /// <summary>送达当事人 (ex officio).</summary>
    Served = 35,

    /// <summary>执行 (ex officio).</summary>
    Executed = 36,

    /// <summary>研判: recorded by the platform when time or a new calendar changed what the case amounts to; names the versions it rests on.</summary>
    Judged = 40,
}
