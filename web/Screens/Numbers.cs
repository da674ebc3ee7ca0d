using System.Globalization;

namespace Web.Screens;

/// <summary>Numbers as the screens write them.</summary>
public static class Numbers
{
    /// <summary>A count with its thousands set apart.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A difference with its sign; no difference is ±0.</summary>
    public static string Change(long change) => change == 0 ? "±0" : change.ToString("+#,0;-#,0", CultureInfo.CurrentCulture);

    /// <summary>A share in per cent with one digit; of nothing, a dash: no cases closed is not 100 %.</summary>
    public static string Share(long part, long whole) =>
        whole == 0 ? "—" : ((double)part / whole).ToString("0.0%", CultureInfo.CurrentCulture);
}
