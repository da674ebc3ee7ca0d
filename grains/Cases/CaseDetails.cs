using System.Collections.Immutable;

namespace Grains.Cases;

/// <summary>The <c>data</c> of an event: what its kind adds. All members are optional in form; the rules say what is missing.</summary>
/// <remarks>Names on the wire are the members' names in camelCase; GB/T 39046 names are mapped in docs/interface.md.</remarks>
public sealed record CaseDetails
{
    /// <summary>An event without data.</summary>
    public static readonly CaseDetails None = new();

    /// <summary>What stands in place of a text that is kept apart because it names a person: it says that something was told.</summary>
    public const string KeptApart = "•••";

    /// <summary>承诺办结时间 carried by the case itself (GB/T 39046 §6.3 no. 10), UTC; it binds when told up to the acceptance.</summary>
    public DateTimeOffset? PromisedClosingTime { get; init; }

    /// <summary>申请时间 where it precedes the event's own time, UTC; only imported history counts from it, elsewhere it is merely kept.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>办结时间 where the source carries it as an attribute of another event, UTC; it ends imported history only, elsewhere it is merely kept.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>办件类型: GB/T 39046 A.6; heeded up to the acceptance.</summary>
    public CaseType? CaseType { get; init; }

    /// <summary>绿色通道: handled through the emergency channel with its own limit; heeded up to the acceptance.</summary>
    public bool? GreenChannel { get; init; }

    /// <summary>申报来源 or channel, free text.</summary>
    public string? Channel { get; init; }

    /// <summary>Reasons told (not-accepted, rejected, extended, terminated, revoked).</summary>
    public string? Reason { get; init; }

    /// <summary>Remedies told: reconsideration and litigation, where and until when.</summary>
    public string? Remedies { get; init; }

    /// <summary>Ground of a pause: hearing, tender, auction, inspection, testing, quarantine, appraisal, expert-review, or a law cited by the item.</summary>
    public string? Ground { get; init; }

    /// <summary>Announced length of a pause, days in the item's unit.</summary>
    public int? ExpectedDays { get; init; }

    /// <summary>Proof that the applicant was told (pause, extension): number of the notice.</summary>
    public string? NoticeProof { get; init; }

    /// <summary>Result: of a step, a hearing, an inspection (<c>passed</c>, <c>failed</c>, or prose, which goes to verification).</summary>
    public string? Result { get; init; }

    /// <summary>Days by which the limit is extended, working days.</summary>
    public int? Days { get; init; }

    /// <summary>Whoever approved an extension or a correction: <see cref="KeptApart"/>, the text itself is personal.</summary>
    public string? Approver { get; init; }

    /// <summary>Kind of charge: fee, deposit or pledge.</summary>
    public string? FeeType { get; init; }

    /// <summary>Code of the fee item charged.</summary>
    public string? FeeItem { get; init; }

    /// <summary>Amount charged, yuan, at most two decimals; without zeros at its end, however it was written, as an event keeps it.</summary>
    public decimal? Amount
    {
        get;
        init => field = value / 1.0000000000000000000000000000m;
    }

    /// <summary>Basis named for the charge.</summary>
    public string? Basis { get; init; }

    /// <summary>What is missing, in full (supplement-requested).</summary>
    public ImmutableArray<string> Materials { get; init; } = [];

    /// <summary>Codes of prerequisite approvals that were presented (submitted, accepted).</summary>
    public ImmutableArray<string> Prerequisites { get; init; } = [];

    /// <summary>业务动作 (通过, 退回, 其他) and opinion, free text.</summary>
    public string? Opinion { get; init; }

    /// <summary>Number of the document made by the event (acceptance, result, service).</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>Id of the event that this one corrects.</summary>
    public string? Corrects { get; init; }

    /// <summary>满意度代码, GB/T 39046 A.8: 1 best to 5.</summary>
    public int? Satisfaction { get; init; }

    /// <summary>Further fields that whoever mapped a log declared to be about nobody: kept, chained and shown, not judged. Sorted by name.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Extra { get; init; } = [];

    /// <summary>Personal fields (applicant, agent, rater, approver) and fields that nobody knows: kept apart, erasable, digested in the chain. Sorted by name.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Personal { get; init; } = [];
}
