using System.Globalization;
using System.Security.Cryptography;

namespace Web.Entry;

/// <summary>The number that a fresh form proposes for a case where the department keeps no register of its own.</summary>
public static class EntryNumber
{
    // Without letters and digits that are mistaken for one another when read aloud.
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Length = 8;

    /// <summary>Day and 40 random bits, drawn once when the form is shown, so that the same form is always the same case.</summary>
    public static string Propose(DateOnly day) =>
        day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetString(Letters, Length);
}
