using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>A retired item that was handled all the same (Shenzhen Measures art. 12 no. 1). Refusing it is lawful.</summary>
internal static class RetirementFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion item, bool retired)
    {
        if (retired && state.AcceptedAt is { } accepted)
            docket.Find(RuleKind.RetiredItem, accepted, "", null, Told.Of("item", item.Code), Told.Of("acceptedAt", accepted));
    }
}
