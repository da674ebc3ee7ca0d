using System.Collections.Immutable;
using Grains.Catalogue;

namespace Grains.Cases;

/// <summary>What the facts of a case, folded in <see cref="CaseOrder"/>, add up to.</summary>
/// <remarks>No clock, no rule and no catalogue has touched it: it changes with facts only. All instants are UTC.</remarks>
public sealed record CaseState
{
    /// <summary>A case of which nothing is known.</summary>
    public static readonly CaseState New = new();

    private CaseState()
    {
    }

    /// <summary>How many facts were folded.</summary>
    public int Count { get; internal set; }

    /// <summary>
    /// Number in the case's chain of the first fact that did not come from imported history; null while all did. What an import
    /// tells after it is told of a live case: it counts as told then, like any other late word.
    /// </summary>
    public int? LiveFrom { get; internal set; }

    /// <summary>Every fact came from imported history.</summary>
    public bool AllHistory => LiveFrom is null;

    /// <summary>By which way the first fact came.</summary>
    public CaseSource Source { get; internal set; }

    /// <summary>When the first fact occurred.</summary>
    public DateTimeOffset FirstAt { get; internal set; }

    /// <summary>When the last fact occurred.</summary>
    public DateTimeOffset LastOccurredAt { get; internal set; }

    /// <summary>What the last fact was.</summary>
    public CaseEventKind LastKind { get; internal set; }

    /// <summary>When any of its facts was first recorded: this, and when answers, pauses and extensions were recorded and told, is all that depends on arrival.</summary>
    public DateTimeOffset FirstRecordedAt { get; internal set; }

    /// <summary>Id of the last handler named, in the tenant's table of persons.</summary>
    public int? LastPerson { get; internal set; }

    /// <summary>实施编码 of its item: the accepting fact's, before that the first fact's; empty while none names one.</summary>
    public string ItemCode { get; internal set; } = "";

    /// <summary>The first fact that named another item than the facts before it; null while all agree.</summary>
    public OtherItem? OtherItem { get; internal set; }

    /// <summary>办件类型 as last told up to the acceptance.</summary>
    public CaseType? Type { get; internal set; }

    /// <summary>绿色通道 as told by any fact up to the acceptance: once claimed it is not taken back.</summary>
    public bool GreenChannel { get; internal set; }

    /// <summary>When the acceptance was first told again and claimed 绿色通道; it binds where its limit still ran then.</summary>
    public DateTimeOffset? GreenRetoldAt { get; internal set; }

    /// <summary>When it was received: submitted or filed, or the earlier instant of application that imported history carries.</summary>
    public DateTimeOffset? ReceivedAt { get; internal set; }

    /// <summary>When it was accepted, or filed ex officio; when deemed accepted, the instant to which that is back-dated.</summary>
    public DateTimeOffset? AcceptedAt { get; internal set; }

    /// <summary>When the limit for accepting ran out in silence, which the law takes for acceptance (行政许可法 art. 32); null where the office answered in time.</summary>
    public DateTimeOffset? DeemedAt { get; internal set; }

    /// <summary>When the office itself accepted or filed it, however late; null while it has not.</summary>
    public DateTimeOffset? OwnAcceptanceAt { get; internal set; }

    /// <summary>By which ways the office's acceptance was told.</summary>
    public Tellers AcceptanceToldBy { get; internal set; }

    /// <summary>An import told of the office's acceptance before the case was live: its log may hold less of the case than happened.</summary>
    public bool IsAcceptanceImported { get; internal set; }

    /// <summary>The refusal to accept; it stays visible when the office accepts after all.</summary>
    public Ruling? Refusal { get; internal set; }

    /// <summary>The first decision.</summary>
    public Ruling? Decision { get; internal set; }

    /// <summary>The promised instant carried by the case up to its acceptance, or by imported history.</summary>
    public Promise? Promise { get; internal set; }

    /// <summary>When a preliminary opinion was sent up.</summary>
    public DateTimeOffset? ForwardedAt { get; internal set; }

    /// <summary>By which ways that was told.</summary>
    public Tellers ForwardedToldBy { get; internal set; }

    /// <summary>How other ways told it again.</summary>
    public Retelling ForwardedAgain { get; internal set; }

    /// <summary>When the result was first made public, not before the decision; null while undecided.</summary>
    public DateTimeOffset? PublishedAt { get; internal set; }

    /// <summary>When the document was first handed over or served, not before the decision; null while undecided.</summary>
    public DateTimeOffset? DeliveredAt { get; internal set; }

    /// <summary>When a party was heard ex officio, by the account of each way that tells it, in the order of their instants.</summary>
    public ImmutableArray<OwnAccount> Hearings { get; internal set; } = [];

    /// <summary>What ended it: not accepted, withdrawn, terminated or closed; null while no such event is known.</summary>
    public CaseEventKind? EndKind { get; internal set; }

    /// <summary>When the event occurred that ended it.</summary>
    public DateTimeOffset? EndEventAt { get; internal set; }

    /// <summary>By which ways that end was told.</summary>
    public Tellers EndToldBy { get; internal set; }

    /// <summary>How other ways told that end again.</summary>
    public Retelling EndAgain { get; internal set; }

    /// <summary>办结时间 carried as an attribute of another event, by imported history only; null once a live source has handled the case after it.</summary>
    public DateTimeOffset? StatedEndAt => LoggedEndAt is { } end && !(HandledLiveAt > end) ? end : null;

    /// <summary>The end as the log stated it, whatever came after.</summary>
    public DateTimeOffset? LoggedEndAt { get; internal set; }

    /// <summary>When a live source last did what has no place after an end.</summary>
    public DateTimeOffset? HandledLiveAt { get; internal set; }

    /// <summary>Which of the events that stop the clock were told by imported history.</summary>
    public ImportedStops ImportedStops { get; internal set; }

    /// <summary>How its application came in and was answered, and when each was told, in order.</summary>
    public ImmutableArray<IntakeFact> Intake { get; internal set; } = [];

    /// <summary>Every silence recorded of it, with effect or without, in order.</summary>
    public ImmutableArray<Silence> Silences { get; internal set; } = [];

    /// <summary>Requests for a supplement, in order.</summary>
    public ImmutableArray<Supplement> Supplements { get; internal set; } = [];

    /// <summary>Pauses, in order; at most the last is open.</summary>
    public ImmutableArray<Suspension> Suspensions { get; internal set; } = [];

    /// <summary>Extensions, in order.</summary>
    public ImmutableArray<Extension> Extensions { get; internal set; } = [];

    /// <summary>Passages through steps, in the order in which they were first heard of.</summary>
    public ImmutableArray<StepVisit> Steps { get; internal set; } = [];

    /// <summary>Charges, in order.</summary>
    public ImmutableArray<Charge> Charges { get; internal set; } = [];

    /// <summary>Codes of prerequisite approvals presented up to the decision, each once, in ordinal order.</summary>
    public ImmutableArray<string> Prerequisites { get; internal set; } = [];

    /// <summary>What happened after the decision or the end.</summary>
    public ImmutableArray<Belated> Belated { get; internal set; } = [];

    /// <summary>Corrections, in order.</summary>
    public ImmutableArray<Correction> Corrections { get; internal set; } = [];

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt => Decision?.At;

    /// <summary>When it ended: by an event, else as an imported log states it.</summary>
    public DateTimeOffset? EndedAt => EndEventAt ?? StatedEndAt;

    /// <summary>When it began: received, else accepted, else the first fact; null for <see cref="New"/>.</summary>
    public DateTimeOffset? OpenedAt => ReceivedAt ?? AcceptedAt ?? (Count == 0 ? null : FirstAt);

    /// <summary>
    /// When the clock for deciding stopped for good: decided, forwarded to the authority that decides, or ended, whatever came
    /// first. Forwarding counts here whatever the item; <see cref="Judgement.StoppedAt"/> is what it comes to.
    /// </summary>
    public DateTimeOffset? StoppedAt => Earliest(Earliest(DecidedAt, ForwardedAt), EndedAt);

    /// <summary>What <see cref="StoppedAt"/> is by the account of these ways.</summary>
    internal DateTimeOffset? StoppedAtBy(Tellers ways) =>
        StoppedAt is not { } stopped ? null
        : Decision is { } decision && decision.At == stopped ? decision.AtBy(ways)
        : ForwardedAt == stopped ? ForwardedAgain.AtBy(ways, stopped)
        : EndEventAt == stopped ? EndAgain.AtBy(ways, stopped)
        : stopped;

    /// <summary>The case as its item lets it stand: sending an opinion up stops no clock of what is decided here, and leaves it open.</summary>
    internal CaseState HeededBy(ItemVersion? item) => item is null or { ReportedUp: true } ? this : WithoutForwarding();

    /// <summary>The case as it would be had no opinion been sent up.</summary>
    internal CaseState WithoutForwarding() => ForwardedAt is null
        ? this
        : this with { ForwardedAt = null, ImportedStops = ImportedStops & ~ImportedStops.Forwarding };

    /// <summary>
    /// It is judged as of its own time, as imported history is: all of it is history, or its clock was stopped for good before it
    /// became live. A rating or a delivery told later starts nothing anew.
    /// </summary>
    public bool IsHistory => AllHistory || (StoppedAt is { } stopped && stopped == Earliest(HistoryRuledAt, HistoryEndedAt));

    /// <summary>When what it promised itself was done: a log measures its promise by the end, a live source by what stopped the clock first.</summary>
    public DateTimeOffset? DoneAt => IsHistory ? HistoryEndedAt ?? StoppedAt : StoppedAt;

    /// <summary>Accepted by the office's silence.</summary>
    public bool DeemedAccepted => DeemedAt is not null;

    /// <summary>A supplement is awaited and nothing was accepted yet.</summary>
    public bool IsSupplementing => AcceptedAt is null && Supplements is [.., { ReceivedAt: null }];

    /// <summary>A pause is open.</summary>
    public bool IsPaused => Suspensions is [.., { Until: null }];

    /// <summary>Where it stands, as lists show it.</summary>
    public CaseStatus Status => (EndKind, Decision) switch
    {
        (CaseEventKind.NotAccepted, _) => CaseStatus.Refused,
        (CaseEventKind.Withdrawn or CaseEventKind.Terminated, _) => CaseStatus.Ended,
        (CaseEventKind.Closed, _) => CaseStatus.Closed,
        (null, _) when StatedEndAt is not null => CaseStatus.Closed,
        (_, not null) => CaseStatus.Decided,
        _ when AcceptedAt is not null => IsPaused ? CaseStatus.Paused : CaseStatus.Handling,
        _ => IsSupplementing ? CaseStatus.Supplementing : CaseStatus.Received,
    };

    private DateTimeOffset? HistoryEndedAt => (ImportedStops.HasFlag(ImportedStops.End) ? EndEventAt : null) ?? StatedEndAt;

    private DateTimeOffset? HistoryRuledAt => Earliest(
        ImportedStops.HasFlag(ImportedStops.Decision) ? DecidedAt : null, ImportedStops.HasFlag(ImportedStops.Forwarding) ? ForwardedAt : null);

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => b is null || a < b ? a : b;
}
