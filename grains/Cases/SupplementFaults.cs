using Grains.Rules;

namespace Grains.Cases;

/// <summary>Supplement requests after acceptance, and second ones: what is missing is told once and in full (行政许可法 art. 32).</summary>
internal static class SupplementFaults
{
    public static void Find(ref Docket docket, CaseState state)
    {
        var requests = 0;
        foreach (var one in state.Supplements)
        {
            if (one.AfterAcceptance)
            {
                docket.Find(
                    RuleKind.SupplementAfterAcceptance, one.RequestedAt, one.EventId, state.CorrectedAt(one.EventId, one.RequestedAt),
                    Told.Of("event", one.EventId), Told.Of("acceptedAt", state.AcceptedAt));
            }
            else if (++requests > 1)
            {
                docket.Find(
                    RuleKind.SecondSupplementRequest, one.RequestedAt, one.EventId, state.CorrectedAt(one.EventId, one.RequestedAt, state.AcceptedAt),
                    Told.Of("event", one.EventId), Told.Of("firstAt", state.Supplements[0].RequestedAt));
            }
        }
    }
}
