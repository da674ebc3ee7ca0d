using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>Charges the catalogue does not allow, above its standard, and unlawful deposits or pledges (Shenzhen Measures art. 12 no. 10).</summary>
internal static class ChargeFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion item)
    {
        for (var i = 0; i < state.Charges.Length; i++)
        {
            var charge = state.Charges[i];
            if (FeeOf(item, charge) is not { } fee)
                Report(ref docket, charge, "not-in-catalogue", 0, 0);
            else if (Charged(state, i) is var total && total > fee.Maximum && charge.Amount > 0)
                Report(ref docket, charge, "above-standard", total, fee.Maximum);
        }
    }

    /// <summary>The catalogue's fees are fees: a deposit or a pledge is none, whatever code it bears (行政许可法 art. 58 allows neither).</summary>
    private static Fee? FeeOf(ItemVersion item, Charge charge)
    {
        if (item.Fees.IsDefaultOrEmpty || !charge.IsFee)
            return null;
        foreach (var fee in item.Fees)
        {
            if (fee.Code == charge.Item)
                return fee;
        }

        return null;
    }

    /// <summary>All that was charged for the same fee item up to this charge: splitting it makes it no smaller.</summary>
    private static decimal Charged(CaseState state, int last)
    {
        var total = 0m;
        for (var i = 0; i <= last; i++)
        {
            if (state.Charges[i].IsFee && state.Charges[i].Item == state.Charges[last].Item)
                total += state.Charges[i].Amount ?? 0;
        }

        return total;
    }

    private static void Report(ref Docket docket, Charge charge, string why, decimal total, decimal maximum) =>
        docket.Find(
            RuleKind.ChargeOutsideCatalogue, charge.At, charge.EventId, null,
            Told.Of("event", charge.EventId), Told.Of("why", why), Told.Of("feeType", charge.Type), Told.Of("feeItem", charge.Item),
            Told.Of("amount", charge.Amount ?? 0), Told.Of("total", total), Told.Of("maximum", maximum));
}
