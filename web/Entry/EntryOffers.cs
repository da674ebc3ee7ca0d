using System.Collections.Immutable;
using Grains.Cases;
using Grains.Catalogue;
using static Grains.Cases.CaseEventKind;

namespace Web.Entry;

/// <summary>What can be entered about a case: first what the procedure and the published flow have come next, then everything else. Pure.</summary>
/// <remarks>Nothing is left out: what should not have happened, but did, is entered too and raises its signal.</remarks>
/// <param name="Next">What comes next.</param>
/// <param name="Others">Everything else, in the order of the procedure.</param>
public sealed record EntryOffers(ImmutableArray<EntryOffer> Next, ImmutableArray<EntryOffer> Others)
{
    /// <summary>The offers for a case that is known.</summary>
    public static EntryOffers Of(EntrySubject subject)
    {
        var offers = EntryFields.Kinds
            .SelectMany(kind => StepsOf(subject, kind).Select(step => new EntryOffer(kind, step, EntryPreview.Of(subject, kind, step, PostOf(subject, kind, step)))))
            .ToLookup(offer => IsNext(subject, offer.Kind, offer.Step));
        return new([.. offers[true]], [.. offers[false]]);
    }

    /// <summary>The post that the published flow gives the act: the step's first, the deciding post for decisions, else the first step's.</summary>
    /// <remarks>Where whoever enters it holds other posts only, the first of those: it is the one in which the act is done.</remarks>
    public static string? PostOf(EntrySubject subject, CaseEventKind kind, string? step)
    {
        var published = PublishedPostOf(subject, kind, step);
        return published is null || subject.HeldPosts.IsEmpty || subject.HeldPosts.Contains(published) ? published : subject.HeldPosts[0];
    }

    private static string? PublishedPostOf(EntrySubject subject, CaseEventKind kind, string? step)
    {
        var flow = subject.Version.Flow;
        if (kind is Approved or Rejected or Decided or Extended or Forwarded)
            return flow.DecidingPost;
        var at = flow.IndexOf(step);
        return (at >= 0 ? flow.Steps[at] : flow.Steps.FirstOrDefault())?.Posts.FirstOrDefault();
    }

    /// <summary>The steps a kind can be about: those of the flow, and one beside it; for the other kinds none.</summary>
    private static IEnumerable<string?> StepsOf(EntrySubject subject, CaseEventKind kind) =>
        kind.HasStep() ? [.. subject.Version.Flow.Steps.Select(step => step.Code), null] : [null];

    private static bool IsNext(EntrySubject subject, CaseEventKind kind, string? step)
    {
        var state = subject.State;
        if (kind.HasStep())
            return state.EndKind is null && (kind == StepStarted ? Leads(subject, step) : IsOpen(state, step));
        return ByProcedure(state, subject.Version).Contains(kind);
    }

    private static CaseEventKind[] ByProcedure(CaseState state, ItemVersion item) => state.Status switch
    {
        CaseStatus.Received when item.Kind.IsExOfficio() => [CaseFiled],
        CaseStatus.Received => [Accepted, SupplementRequested, NotAccepted, Withdrawn],
        CaseStatus.Supplementing => [SupplementReceived, NotAccepted, Withdrawn],
        CaseStatus.Paused => [Resumed, Withdrawn],
        CaseStatus.Handling when item.Kind.IsExOfficio() => [EvidenceTaken, PartyTold, Heard, Suspended, Decided, Terminated],
        CaseStatus.Handling => [Suspended, Extended, .. item.Fees.IsEmpty ? [] : new[] { FeeCharged }, .. item.ReportedUp ? [Forwarded] : new[] { Approved, Rejected }, Withdrawn],
        CaseStatus.Decided =>
        [
            .. state.PublishedAt is null && item.ResultPublic ? [Published] : Array.Empty<CaseEventKind>(),
            .. state.DeliveredAt is null ? [item.Kind.IsExOfficio() ? Served : Delivered] : Array.Empty<CaseEventKind>(),
            .. item.Kind.IsExOfficio() ? [Executed] : Array.Empty<CaseEventKind>(),
            Closed,
        ],
        _ => [FollowUpInspected, Rated, Reconsideration, Litigation],
    };

    /// <summary>Whether the published flow leads from the last step that was begun to this one, and it is not under way already.</summary>
    private static bool Leads(EntrySubject subject, string? step)
    {
        var (state, flow) = (subject.State, subject.Version.Flow);
        if (state.Status is CaseStatus.Paused or CaseStatus.Supplementing || IsOpen(state, step))
            return false;
        var from = state.Steps.IsEmpty ? -1 : flow.IndexOf(state.Steps[^1].Step);
        var to = flow.IndexOf(step);
        return to >= 0 && from != to && FlowPath.Leads(flow, from, to);
    }

    private static bool IsOpen(CaseState state, string? step) => state.Steps.Any(visit => visit.Step == step && visit.StartedAt is not null && visit.CompletedAt is null);
}
