namespace Grains.Cases;

/// <summary>When something wrong was put right.</summary>
internal static class CaseCorrections
{
    /// <summary>
    /// When an approved correction named the event, or <paramref name="orAt"/> if that is earlier; null while neither happened.
    /// What is dated before <paramref name="trueFrom"/>, when it became wrong, puts nothing right.
    /// </summary>
    public static DateTimeOffset? CorrectedAt(this CaseState state, string eventId, DateTimeOffset trueFrom, DateTimeOffset? orAt = null)
    {
        foreach (var correction in state.Corrections)
        {
            if (correction.Approved && correction.Corrects == eventId && correction.At >= trueFrom)
                return orAt < correction.At ? orAt : correction.At;
        }

        return orAt;
    }
}
