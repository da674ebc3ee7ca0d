using System.Globalization;
using Grains.Clocks;

namespace Web.Catalogue.Form;

/// <summary>A limit as it is typed: an amount and a unit.</summary>
internal static class LimitField
{
    /// <summary>The amount; empty where there is no limit.</summary>
    public static string AmountOf(Limit? limit) => limit is { } given ? given.Amount.ToString(CultureInfo.InvariantCulture) : "";

    /// <summary>The unit; working days where there is no limit.</summary>
    public static string UnitOf(Limit? limit) =>
        CatalogueAddress.Name(limit is { } given && Enum.IsDefined(given.Unit) ? given.Unit : LimitUnit.WorkingDays);

    /// <summary>Reads a limit; true with null where no amount was typed, false where it cannot be understood.</summary>
    public static bool TryRead(string amount, string unit, out Limit? limit)
    {
        limit = null;
        if (string.IsNullOrWhiteSpace(amount))
            return true;
        if (!int.TryParse(amount.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > Limit.MaxAmount)
            return false;
        foreach (var one in Enum.GetValues<LimitUnit>())
        {
            if (CatalogueAddress.Name(one) == unit)
                limit = new(number, one);
        }

        return limit is not null;
    }
}
